"""Amounts of money as price files write them: exact decimals, or an error."""

import re
from decimal import Decimal

from portal.ec2.importing.problems import Refused

AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]+)?")
PLACES = Decimal("0.0000000001")
"""AWS states ten places, and so does the database."""
MOST_AN_HOUR = 100_000
"""Dollars. The dearest type costs some hundred; a larger number is an upfront fee in the wrong place."""


def amount(text: str, where: str) -> Decimal:
    """Nothing is rounded on the way in. `where` names the row in the error."""
    if not AMOUNT.fullmatch(text):
        raise Refused(f"{where}: the price “{text}” is no decimal number. Download the file again.")
    value = Decimal(text)
    if value != value.quantize(PLACES):
        raise Refused(f"{where}: the price {text} has more than ten decimal places. Download the file again.")
    return value


def hourly(text: str, where: str) -> Decimal:
    value = amount(text, where)
    if value >= MOST_AN_HOUR:
        raise Refused(f"{where}: {text} dollars an hour cannot be right. Download the file again.")
    return value


def plain(value: Decimal) -> str:
    """As short as it goes, without an exponent: 0.0960000000 is 0.096."""
    return format(value.normalize(), "f")
