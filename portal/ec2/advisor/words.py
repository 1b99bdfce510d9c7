"""Numbers as the advisor writes them."""

from decimal import Decimal

MIB = 1024


def plain(number: Decimal | float | int) -> str:
    """12.5, not 12.50; at most two places, and commas between thousands."""
    text = f"{number:,.2f}"
    return text.rstrip("0").rstrip(".")


def gib(mib: int) -> str:
    return f"{plain(Decimal(mib) / MIB)} GiB"


def percent(part: Decimal, whole: Decimal) -> int:
    """What share the first is of the second, in whole per cent."""
    return int((part / whole * 100).to_integral_value())


def several(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def spoken(band: str) -> str:
    """AWS writes how often it takes Spot machines back as <5%, 5-10% or >20%."""
    return band.replace("<", "under ").replace(">", "over ").replace("-", " to ")
