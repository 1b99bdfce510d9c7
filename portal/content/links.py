"""Whether addresses are well formed, and whether they still lead somewhere. Only public addresses are asked."""

import ipaddress
import socket
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import urllib3

from portal.content.notes.addresses import cleaned, split
from portal.curriculum.models import LinkState

AGENT = "Mozilla/5.0 (compatible; Stratum link check)"
TIMEOUT = urllib3.Timeout(connect=5, read=10)
HOPS, TRIES, PAUSE_SECONDS = 6, 2, 1.0
GUARDED = (401, 403, 407, 429, 451, 999)
"""Answers of sites that keep programs out or ask them to wait: somebody is there."""
GONE = (404, 410)
MOVED = (301, 308)
REDIRECTS = (*MOVED, 302, 303, 307)


class RefusedAddress(Exception):
    """The host is no public one."""


@dataclass(frozen=True)
class Verdict:
    state: LinkState
    detail: str = ""


def form_problems(addresses: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with addresses as text; each comes with what it belongs to."""
    holders: dict[str, list[str]] = defaultdict(list)
    for holder, url in addresses:
        parts = split(url)
        if parts is None:
            yield f"{holder}: “{url}” is no address: it must begin with https://"
            continue
        if cleaned(url) != url:
            yield f"{holder}: {url} carries tracking parameters: {cleaned(url)} is enough"
        same = f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
        holders[same].append(holder)
    for same, several in holders.items():
        if len(several) > 1:
            yield f"{', '.join(several)}: lead to one page, {same.rstrip('?')}"


def is_public(address: str) -> bool:
    """Neither this machine, nor its network, nor any other address that the Internet does not route."""
    return ipaddress.ip_address(address).is_global


def look(url: str, *, allows: Callable[[str], bool] = is_public, pause: float = PAUSE_SECONDS) -> Verdict:
    """Follow the address to its end, with a second try where nobody answers. `allows` says which IP may be asked."""
    verdict = Verdict(LinkState.SILENT)
    for number in range(TRIES):
        time.sleep(number * pause)
        try:
            verdict = _follow(url, allows)
        except RefusedAddress as error:
            return Verdict(LinkState.REFUSED, str(error))
        except (urllib3.exceptions.HTTPError, OSError, UnicodeError) as error:
            verdict = Verdict(LinkState.SILENT, type(error).__name__)
        if verdict.state != LinkState.SILENT:
            break
    return verdict


def _follow(url: str, allows: Callable[[str], bool]) -> Verdict:
    has_moved, here = False, url
    for _ in range(HOPS):
        status, location = _ask(here, allows)
        if status not in REDIRECTS or not location:
            return _verdict(status, has_moved, here)
        has_moved = has_moved or status in MOVED
        here = urljoin(here, location)
    return Verdict(LinkState.SILENT, f"more than {HOPS} redirects")


def _verdict(status: int, has_moved: bool, end: str) -> Verdict:
    if status in GUARDED:
        return Verdict(LinkState.GUARDED, str(status))
    if status in GONE:
        return Verdict(LinkState.GONE, str(status))
    if status >= 400:
        return Verdict(LinkState.SILENT, str(status))
    return Verdict(LinkState.MOVED, end) if has_moved else Verdict(LinkState.OK, str(status))


def _ask(url: str, allows: Callable[[str], bool]) -> tuple[int, str]:
    """(status, where it sends on). By HEAD, and by GET where that is not welcome."""
    answer = _request("HEAD", url, allows)
    return answer if answer[0] < 400 else _request("GET", url, allows)


def _request(method: str, url: str, allows: Callable[[str], bool]) -> tuple[int, str]:
    """Connects to the very IP that was found to be allowed: a name could lead elsewhere the second time."""
    parts = split(url)
    if parts is None or parts.hostname is None:
        raise RefusedAddress(url)
    host, is_secure = parts.hostname.encode("idna").decode(), parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    address = _allowed_address(host, port, allows)
    pool = (
        urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host, timeout=TIMEOUT)
        if is_secure
        else urllib3.HTTPConnectionPool(address, port, timeout=TIMEOUT)
    )
    target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    name = f"[{host}]" if ":" in host else host
    headers = {"Host": name if parts.port is None else f"{name}:{port}", "User-Agent": AGENT, "Accept": "*/*"}
    with pool:
        response = pool.urlopen(method, target, headers=headers, redirect=False, retries=False, preload_content=False)
        response.close()
        return response.status, response.headers.get("Location", "")


def _allowed_address(host: str, port: int, allows: Callable[[str], bool]) -> str:
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(map(allows, found)):
        raise RefusedAddress(f"{host} is no public address")
    return found[0]
