"""Dedicated Hosts: one price for each family, and how many instances of a size fit on one."""

import re
from collections import Counter

from portal.ec2.importing.amounts import hourly
from portal.ec2.importing.figures import HostCell
from portal.ec2.importing.select import HOST_USAGE
from portal.ec2.importing.slots import Slots
from portal.ec2.importing.table import Row

COUNT = re.compile(r"[1-9][0-9]{0,3}")
CAPACITY = "instancecapacity"
"""The columns “Instance Capacity - large” and so on, squeezed."""


class Hosts:
    def __init__(self, left_out: Counter[str]) -> None:
        self._left_out = left_out
        self._prices: Slots[str] = Slots()
        self._capacities: dict[str, dict[str, int]] = {}

    def take(self, row: Row) -> None:
        if row.get("termtype") != "OnDemand" or row.get("unit") != "Hrs":
            self._left_out["host reservations"] += 1
            return
        price = hourly(row["priceperunit"], row.get("ratecode", ""))
        usage = HOST_USAGE.fullmatch(row["usagetype"])
        if price == 0 or usage is None:
            self._left_out["prices of zero"] += 1
            return
        self._prices.put(usage["family"], price)
        self._capacities[usage["family"]] = {
            column.removeprefix(CAPACITY): int(value)
            for column, value in row.items()
            if column.startswith(CAPACITY) and COUNT.fullmatch(value)
        }

    def found(self) -> tuple[dict[str, HostCell], list[str]]:
        """By family, and those that were stated twice."""
        twice = [f"Dedicated Host {family}: {prices}" for family, prices in self._prices.twice().items()]
        once = self._prices.once()
        return {family: HostCell(price, self._capacities[family]) for family, price in once.items()}, twice
