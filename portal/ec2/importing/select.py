"""Which rows of a price list are the price of an instance: one for each type and operating system of a Region.

A type has some hundred prices in the file. Each rule here answers a mistake that price tools have made: Dedicated
tenancy, capacity reservations of $0, Windows at the price of bringing one’s own licence, SQL Server, Local Zones.
"""

import re
from collections import Counter
from collections.abc import Callable

from portal.ec2.importing.table import Row
from portal.ec2.offers import OS

INSTANCE_FAMILIES = ("Compute Instance", "Compute Instance (bare metal)")
HOST_FAMILY = "Dedicated Host"
SYSTEMS = {"Linux": OS.LINUX, "Windows": OS.WINDOWS, "RHEL": OS.RHEL, "SUSE": OS.SUSE}
"""RHEL with high availability and Ubuntu Pro have names, and prices, of their own."""
OPERATIONS = {
    "RunInstances": OS.LINUX,
    "RunInstances:0002": OS.WINDOWS,
    "RunInstances:0010": OS.RHEL,
    "RunInstances:000g": OS.SUSE,
}
"""https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-info-fields.html"""
USAGE = re.compile(r"(?:[A-Z0-9]+-)*BoxUsage(?::(?P<type>.+))?")
"""Of shared hardware in use. HostBoxUsage, DedicatedUsage, UnusedBox and Reservation are something else."""
HOST_USAGE = re.compile(r"(?:[A-Z0-9]+-)*HostUsage:(?P<family>[a-z0-9-]{1,30})")
TYPE = re.compile(r"[a-z0-9-]{1,20}\.[a-z0-9-]{1,19}")
"""Names become addresses of pages."""
REGION = re.compile(r"[a-z]{2}(?:-[a-z]{1,12}){1,2}-[0-9]{1,2}")
"""us-west-2 and us-gov-west-1; but us-west-2-lax-1 is a Local Zone."""

Rule = tuple[str, Callable[[Row], bool]]

ANYWHERE: tuple[Rule, ...] = (
    (
        "outside the Regions: Local Zones, Wavelength, Outposts",
        lambda row: row.get("locationtype") == "AWS Region" and _is_region(row.get("regioncode")),
    ),
)
INSTANCE: tuple[Rule, ...] = (
    ("Dedicated tenancy", lambda row: row.get("tenancy") == "Shared"),
    ("capacity reservations", lambda row: row.get("capacitystatus") == "Used"),
    ("with SQL Server", lambda row: row.get("preinstalledsw") == "NA"),
    ("with one’s own licence", lambda row: row.get("licensemodel") == "No License required"),
    ("Capacity Blocks", lambda row: row.get("marketoption", "") in ("", "OnDemand")),
    ("other operating systems", lambda row: row.get("operatingsystem") in SYSTEMS),
    ("other usage", lambda row: USAGE.fullmatch(row.get("usagetype", "")) is not None),
    ("no size of a family", lambda row: TYPE.fullmatch(row.get("instancetype", "")) is not None),
)
HOST: tuple[Rule, ...] = (
    ("host reservations", lambda row: HOST_USAGE.fullmatch(row.get("usagetype", "")) is not None),
)
PLAN: tuple[Rule, ...] = (
    ("other services", lambda row: row.get("discountedservicecode") == "AmazonEC2"),
    ("outside the Regions: Local Zones, Wavelength, Outposts", lambda row: _is_region(row.get("discountedregioncode"))),
    (
        "other usage: Dedicated tenancy, reservations",
        lambda row: USAGE.fullmatch(row.get("discountedusagetype", "")) is not None,
    ),
    (
        "other operating systems, licences and SQL Server",
        lambda row: row.get("discountedoperation") in OPERATIONS,
    ),
)


def _is_region(code: str | None) -> bool:
    """Older files state none."""
    return not code or REGION.fullmatch(code) is not None


def reason(row: Row) -> str:
    """Why a row of the EC2 price list is neither the price of an instance nor of a host; empty if it is."""
    family = row.get("productfamily")
    if family in INSTANCE_FAMILIES:
        return _first(ANYWHERE + INSTANCE, row)
    if family == HOST_FAMILY:
        return _first(ANYWHERE + HOST, row)
    return "no instances: storage, transfer and the like"


def plan_reason(row: Row) -> str:
    return _first(PLAN, row)


def _first(rules: tuple[Rule, ...], row: Row) -> str:
    return next((words for words, holds in rules if not holds(row)), "")


def counting(why: Callable[[Row], str], left_out: Counter[str]) -> Callable[[Row], bool]:
    """A filter that remembers how many rows it kept out, and for what."""

    def wanted(row: Row) -> bool:
        words = why(row)
        if words:
            left_out[words] += 1
        return not words

    return wanted
