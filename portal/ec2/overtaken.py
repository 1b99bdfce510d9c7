"""List prices that are known to have changed since a day. A figure from before it is marked, whatever its source."""

import datetime

from portal.ec2.names import read

CUT = datetime.date(2025, 6, 1)
"""AWS cut the prices of P4 and P5 by up to 45 per cent in June 2025."""
CUT_SERIES, CUT_GENERATIONS = "p", (4, 5)


def overtaken(name: str, published: datetime.date) -> bool:
    """Whether a price of this type, stated for that day, has been cut since."""
    parts = read(name)
    return published < CUT and parts.series == CUT_SERIES and parts.generation in CUT_GENERATIONS
