"""Which files to read for what was asked: AWS's own, one by its address, or those of a folder."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from portal.ec2.importing import fetch, stream
from portal.ec2.importing.stream import Feed, Tell
from portal.ec2.models import Offer

Opener = Callable[[Tell], AbstractContextManager[Feed]]


def local(place: str) -> list[Opener]:
    """A file, a folder, or an address of somebody's mirror."""
    if place.startswith(("https://", "http://")):
        return [partial(fetch.from_url, place)]
    return [partial(stream.from_path, path) for path in stream.paths(Path(place))]


def official(regions: Sequence[str], offers: Sequence[Offer], base: str = fetch.BASE) -> Iterator[Opener]:
    """EC2 before the plans, which may name types that it describes. The Spot advisor's file once for all Regions."""
    for region in regions:
        for offer in offers:
            if offer != Offer.SPOT:
                yield partial(_region, offer, region, base)
    if Offer.SPOT in offers:
        yield partial(fetch.from_url, fetch.SPOT)


def _region(offer: Offer, region: str, base: str, tell: Tell) -> AbstractContextManager[Feed]:
    return fetch.from_url(fetch.address(offer, region, base), tell)
