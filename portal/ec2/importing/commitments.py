"""Terms as price files name them: how long, what is paid when, and what kind of promise it is."""

import re

from portal.ec2.importing.table import Row
from portal.ec2.offers import Commitment, Kind, Payment

YEARS = re.compile(r"([13]) ?(?:yr|years?)?")
"""1yr, in older rows “1 yr”, and in Savings Plans the number alone."""
PAYMENTS = {"noupfront": Payment.NONE, "partialupfront": Payment.PARTIAL, "allupfront": Payment.ALL}
RESERVED = {"standard": Kind.STANDARD, "convertible": Kind.CONVERTIBLE}
PLANS = {"ComputeSavingsPlans": Kind.COMPUTE, "EC2InstanceSavingsPlans": Kind.INSTANCE}


def reserved(row: Row) -> Commitment | None:
    return _commitment(RESERVED.get(row.get("offeringclass", "")), row)


def plan(row: Row) -> Commitment | None:
    return _commitment(PLANS.get(row.get("productfamily", "")), row)


def _commitment(kind: Kind | None, row: Row) -> Commitment | None:
    years = YEARS.fullmatch(row.get("leasecontractlength", ""))
    payment = PAYMENTS.get(row.get("purchaseoption", "").replace(" ", "").lower())
    return Commitment(kind, int(years[1]), payment) if kind and years and payment else None
