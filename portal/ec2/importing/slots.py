"""Prices by what they are the price of. A second one for the same is an error, never the last word."""

from decimal import Decimal

from portal.ec2.importing.amounts import plain


class Slots[K]:
    """What was stated once. A key that came twice is gone, and `twice` tells its prices."""

    def __init__(self) -> None:
        self._stated: dict[K, list[Decimal]] = {}

    def put(self, key: K, value: Decimal) -> None:
        self._stated.setdefault(key, []).append(value)

    def once(self) -> dict[K, Decimal]:
        return {key: values[0] for key, values in self._stated.items() if len(values) == 1}

    def twice(self) -> dict[K, str]:
        return {
            key: " and ".join(plain(each) for each in values) for key, values in self._stated.items() if len(values) > 1
        }
