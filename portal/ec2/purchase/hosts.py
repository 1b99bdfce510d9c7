"""Dedicated Hosts: a whole server, billed full or empty, shared among the learner's own instances."""

from decimal import ROUND_CEILING, Decimal

from portal.ec2.offers import Hardware, Host
from portal.ec2.purchase.usage import Usage


def hosts_only(hardware: Hardware) -> bool:
    """AWS rents Macs as whole hosts only."""
    return hardware.parts.series == "mac"


def hours(hardware: Hardware, usage: Usage) -> Decimal:
    """Billed in a month. A Mac is allocated for at least 24 hours, so each of its days counts in full."""
    return usage.whole_days if hosts_only(hardware) else usage.hours


def rate(host: Host, instances: int) -> Decimal:
    """An hour of one instance, with as many hosts as the instances need."""
    needed = (Decimal(instances) / host.capacity).to_integral_value(ROUND_CEILING)
    return host.figure.hourly * needed / instances


def break_even(host: Host, on_demand: Decimal) -> int | None:
    """From how many instances on one host it costs no more than On-Demand. None when it never fills so far."""
    needed = int((host.figure.hourly / on_demand).to_integral_value(ROUND_CEILING))
    return needed if needed <= host.capacity else None
