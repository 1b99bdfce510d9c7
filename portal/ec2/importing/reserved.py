"""Reserved Instances: an upfront fee, an hourly rate or both, in rows of their own."""

from collections import Counter
from decimal import Decimal

from portal.ec2.importing.amounts import amount, hourly, plain
from portal.ec2.importing.commitments import reserved
from portal.ec2.importing.figures import Key, called
from portal.ec2.importing.slots import Slots
from portal.ec2.importing.table import Row
from portal.ec2.offers import Commitment, Payment

Term = tuple[Key, Commitment]
ZERO = Decimal(0)


class Reserved:
    def __init__(self, left_out: Counter[str]) -> None:
        self._left_out = left_out
        self._upfront: Slots[Term] = Slots()
        self._hourly: Slots[Term] = Slots()

    def take(self, key: Key, row: Row) -> None:
        commitment, unit = reserved(row), row.get("unit")
        if commitment is None:
            self._left_out["Reserved terms of another kind"] += 1
        elif unit == "Quantity":
            self._upfront.put((key, commitment), amount(row["priceperunit"], row.get("ratecode", "")))
        elif unit == "Hrs":
            self._hourly.put((key, commitment), hourly(row["priceperunit"], row.get("ratecode", "")))
        else:
            self._left_out["other terms and units"] += 1

    def terms(self) -> tuple[dict[Key, dict[str, list[str]]], list[str]]:
        """The terms by key of commitment, as they are stored; and those that were stated twice."""
        upfront, each_hour = self._upfront.once(), self._hourly.once()
        twice = {**self._upfront.twice(), **self._hourly.twice()}
        found: dict[Key, dict[str, list[str]]] = {}
        for term in sorted((upfront.keys() | each_hour.keys()) - twice.keys(), key=_order):
            key, commitment = term
            if _is_whole(commitment.payment, upfront.get(term, ZERO), each_hour.get(term, ZERO)):
                amounts = upfront.get(term, ZERO), each_hour.get(term, ZERO)
                found.setdefault(key, {})[commitment.key] = [plain(each) for each in amounts]
            else:
                self._left_out["Reserved terms without all their prices"] += 1
        return found, [f"{called(key)}, {term.key}: {prices}" for (key, term), prices in twice.items()]


def _order(term: Term) -> tuple[str, str, str]:
    (name, os), commitment = term
    return name, os, commitment.key


def _is_whole(payment: Payment, upfront: Decimal, each_hour: Decimal) -> bool:
    """All that the payment asks for is there, and nothing beside it."""
    match payment:
        case Payment.NONE:
            return upfront == 0 and each_hour > 0
        case Payment.PARTIAL:
            return upfront > 0 and each_hour > 0
        case Payment.ALL:
            return upfront > 0 and each_hour == 0
