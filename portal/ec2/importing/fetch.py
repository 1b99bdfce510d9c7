"""AWS's own addresses of price files. They need no account."""

import datetime
import json
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.request import getproxies

import urllib3

from portal.ec2.importing.problems import Refused
from portal.ec2.importing.stream import Feed, Tell, feeding, silent
from portal.ec2.models import Offer

BASE = "https://pricing.us-east-1.amazonaws.com"
"""https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html"""
INDEX = {
    Offer.INSTANCES: "/offers/v1.0/aws/AmazonEC2/current/region_index.json",
    Offer.PLANS: "/savingsPlan/v1.0/aws/AWSComputeSavingsPlan/current/region_index.json",
}
SPOT = "https://spot-bid-advisor.s3.amazonaws.com/spot-advisor-data.json"
TIMEOUT = urllib3.Timeout(connect=10, read=60)
RETRIES = urllib3.Retry(total=2, backoff_factor=1, status_forcelist=[500, 502, 503, 504])
INDEX_BYTES = 1 << 20


def address(offer: Offer, region: str, base: str = BASE) -> str:
    """Where the Region's file lies. One file holds the Spot figures of all Regions."""
    if offer == Offer.SPOT:
        return SPOT
    with from_url(f"{base}{INDEX[offer]}") as feed:
        try:
            found = _by_region(json.loads(feed.stream.read(INDEX_BYTES)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused(f"{feed.name} is no index of Regions. Look at the address with a browser.") from error
    if region not in found:
        raise Refused(f"AWS lists no prices of “{region}”. Its Regions: {', '.join(sorted(found))}.")
    # The same prices lie beside it as CSV, which states everything about a price in one row.
    return f"{base}{found[region].removesuffix('.json')}.csv"


def _by_region(index: dict[str, Any]) -> dict[str, str]:
    """The index of EC2 is a mapping, that of Savings Plans a list."""
    regions = index["regions"]
    entries = regions.values() if isinstance(regions, dict) else regions
    return {each["regionCode"]: each.get("currentVersionUrl") or each["versionUrl"] for each in entries}


@contextmanager
def from_url(url: str, tell: Tell = silent) -> Iterator[Feed]:
    """A connection that breaks off in the middle is an error too: the length is checked."""
    with feeding(url), _pool(url) as pool:
        answer = _ask(pool, url)
        try:
            if answer.status != 200:
                raise Refused(f"{url} answers {answer.status}. Try again later, or download the file by hand.")
            size = answer.headers.get("Content-Length", "")
            yield Feed(url, answer, dated=_changed(answer), size=int(size) if size.isdecimal() else None, tell=tell)
        finally:
            answer.release_conn()


def _ask(pool: urllib3.PoolManager, url: str) -> urllib3.BaseHTTPResponse:
    try:
        return pool.request("GET", url, preload_content=False, retries=RETRIES, timeout=TIMEOUT)
    except urllib3.exceptions.MaxRetryError as error:
        raise Refused(
            f"{url} cannot be reached. Where there is no network, download it elsewhere and name it with --file."
        ) from error


def _pool(url: str) -> urllib3.PoolManager:
    """Through the proxy that the environment names, if any."""
    proxy = getproxies().get(url.partition(":")[0])
    return urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()


def _changed(answer: urllib3.BaseHTTPResponse) -> datetime.date:
    said = answer.headers.get("Last-Modified")
    return parsedate_to_datetime(said).date() if said else datetime.datetime.now(datetime.UTC).date()
