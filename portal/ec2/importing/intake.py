"""From a file to figures: which of AWS's price files it is, and what it says about the Regions asked for."""

import datetime
import re
from collections.abc import Collection
from dataclasses import replace

from portal.ec2.importing import instances, plans, spot, table
from portal.ec2.importing.figures import Figures, Origin
from portal.ec2.importing.problems import Other, Refused
from portal.ec2.importing.stream import Feed, feeding
from portal.ec2.importing.table import Document
from portal.ec2.models import Offer

SOURCES = {
    Offer.INSTANCES: "AWS Price List of Amazon EC2",
    Offer.PLANS: "AWS Price List of Compute Savings Plans",
    Offer.SPOT: "AWS Spot Instance advisor",
}
HEAD = 64 * 1024
OFFER_CODE = re.compile(rb'"offerCode"\s*:\s*"AmazonEC2"')
SAVINGS_PLAN = re.compile(rb'"productFamily"\s*:\s*"\w*SavingsPlans"')
ADVISOR = re.compile(rb'"(?:spot_advisor|instance_types|ranges)"\s*:')


def read(feed: Feed, regions: Collection[str]) -> list[Figures]:
    """What the file says about each of the Regions, or about all of its own if none is asked for. Reads it whole."""
    with feeding(feed.name):
        offer, head = Offer.INSTANCES, feed.stream.peek(HEAD)[:HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
        if not head.startswith(b"{"):
            document = table.read(feed.stream, feed.name)
            offer = Offer.PLANS if "discountedrate" in document.columns else Offer.INSTANCES
            found = _listed(offer, document, feed, regions)
        elif ADVISOR.search(head):
            origin = Origin(feed.name, SOURCES[Offer.SPOT], feed.dated)
            found = spot.read(feed.stream, origin, regions)
        else:
            offer = _told(head, feed.name)
            found = _listed(offer, _tree(feed, offer), feed, regions)
        while feed.stream.read(HEAD):  # the digest is of the whole file, and a broken end must not pass
            pass
    if not found:
        raise Other(f"{feed.name} holds no prices{_of(regions)}. A file of AWS is about one Region.")
    return [_signed(each, feed.digest()) for each in found]


def _told(head: bytes, name: str) -> Offer:
    """What a price list in JSON is about, by its first lines."""
    if OFFER_CODE.search(head):
        return Offer.INSTANCES
    if SAVINGS_PLAN.search(head):
        return Offer.PLANS
    raise Other(f"{name} is neither the EC2 price list, nor one of Savings Plans, nor the Spot advisor’s file.")


def _tree(feed: Feed, offer: Offer) -> Document:
    from portal.ec2.importing import tree  # its parser costs memory that no page needs

    return tree.read(feed.stream, feed.name, plans=offer == Offer.PLANS)


def _listed(offer: Offer, document: Document, feed: Feed, regions: Collection[str]) -> list[Figures]:
    origin = Origin(feed.name, SOURCES[offer], _published(document, feed.name))
    read_rows = plans.read if offer == Offer.PLANS else instances.read
    return read_rows(document, origin, regions)


def _published(document: Document, name: str) -> datetime.date:
    said = document.meta.get("publicationdate", "")
    try:
        return datetime.datetime.fromisoformat(said).date()
    except ValueError as error:
        raise Refused(f"{name} states no publication date: it is no price list of AWS.") from error


def _of(regions: Collection[str]) -> str:
    return f" of {', '.join(sorted(regions))}" if regions else ""


def _signed(figures: Figures, digest: str) -> Figures:
    return replace(figures, origin=replace(figures.origin, digest=digest))
