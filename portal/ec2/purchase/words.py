"""The sentences of the purchase panel: what a way to pay is called, and what it would mean for this plan."""

from decimal import Decimal

from portal.ec2.money import an_hour, count, percent
from portal.ec2.offers import OS, Commitment, Grade, Kind, Payment
from portal.ec2.purchase import hosts
from portal.ec2.purchase.case import Case
from portal.ec2.purchase.commitments import Promise
from portal.ec2.purchase.cost import Cost
from portal.ec2.purchase.estimates import LIKE, savings
from portal.ec2.purchase.flexibility import flexible
from portal.ec2.purchase.span import Span
from portal.ec2.purchase.spot import band_words

COMPUTE_ONLY = "Compute only: volumes, data transfer, public IPv4 addresses and load balancers come on top."
NO_PRICE = "No price in this data."
NO_REFERENCE = "This data has no On-Demand price to compare it with."
UP_TO = "Up to 90% off, says AWS. This data has no Spot figures."
HOST = "Only for licences tied to hardware, or rules against sharing."
MAC = "AWS rents Macs as whole hosts only, for at least 24 hours at a time."

LABELS = {
    Kind.STANDARD: "Reserved",
    Kind.CONVERTIBLE: "Convertible Reserved",
    Kind.INSTANCE: "Savings Plan",
    Kind.COMPUTE: "Compute Savings Plan",
}
PAYMENTS = {
    Payment.NONE: "nothing upfront",
    Payment.PARTIAL: "partly upfront",
    Payment.ALL: "all upfront",
}
NUMBERS = {1: "one", 3: "three"}


def compared(saving: Span) -> str:
    """A saving over On-Demand: “61% less”, “92% more”, “8% less to 12% more”."""
    low, high = percent(abs(saving.low)), percent(abs(saving.high))
    if saving.low < 0 < saving.high:
        return f"{high} less to {low} more"
    if saving.low == saving.high == 0:
        return "the same"
    first, last = sorted((abs(saving.low), abs(saving.high)))
    return f"{Span(first, last).percent} {'less' if saving.high > 0 else 'more'}"


def term(years: int) -> str:
    return "1 year" if years == 1 else f"{years} years"


def a_commitment(years: int) -> str:
    return f"a {NUMBERS.get(years, years)}-year commitment"


def months(number: int) -> str:
    return "1 month" if number == 1 else f"{number} months"


def several_hours(number: Decimal) -> str:
    rounded = count(number)
    return f"{rounded} hour" if rounded == "1" else f"{rounded} hours"


def label(commitment: Commitment) -> str:
    return f"{LABELS[commitment.kind]}, {term(commitment.years)}"


def note(case: Case, commitment: Commitment) -> str:
    """What the promise binds the learner to, and when it is paid."""
    return f"{_bound(case, commitment.kind)}, {PAYMENTS[commitment.payment]}"


def _bound(case: Case, kind: Kind) -> str:
    family = case.hardware.parts.family.capitalize()
    if kind is Kind.COMPUTE:
        return "Any type in any Region"
    if kind is Kind.INSTANCE:
        return f"Any size or OS in {family}"
    if kind is Kind.CONVERTIBLE:
        return "Can be exchanged"
    return f"Any size in {family}" if flexible(case.hardware, case.os) else "Fixed type"


def on_demand_note(os: OS) -> str:
    return "No term, pay by the hour" if os is OS.SUSE else "No term, pay by the second"


def on_demand(case: Case) -> str:
    if case.on_demand is None:
        return NO_PRICE
    return f"The simple choice, and the one to start with while you measure.{_surcharge(case)}"


def _surcharge(case: Case) -> str:
    above = case.surcharge.hourly
    if above is None:
        return " CPU above the baseline costs extra, and this data has no price for it."
    return f" Includes {an_hour(above)} an hour for CPU above the baseline." if above else ""


def spot(case: Case) -> str:
    if not case.hardware.spot:
        return "AWS does not offer this type on Spot."
    if case.usage.licence_per_core:
        return "Not on a Dedicated Host, which your licence needs."
    sentences = [_spot_risk(case)]
    if case.offer.spot is None:
        sentences.append(UP_TO)
    else:
        band = band_words(case.offer.spot.band)
        sentences += [f"AWS took back {band} of these machines in a month."] if band else []
        sentences += [NO_PRICE] if case.on_demand is None else []
    return " ".join(sentences)


def _spot_risk(case: Case) -> str:
    if not case.usage.interruptible:
        return "AWS can stop it with two minutes’ notice, and your work must not be interrupted."
    if case.offer.spot is None:
        return "Your work can restart, so Spot suits it."
    redone = " The figure includes the work you would do again." if case.usage.redo_minutes and case.on_demand else ""
    return f"Your work can restart, so the discount costs you little. Expect an interruption now and then.{redone}"


def unpriced(case: Case, commitment: Commitment) -> str:
    usual = savings(commitment.kind, commitment.years, case.os)
    return f"{NO_PRICE} Such commitments normally cost {compared(usual)} than On-Demand." if usual else NO_PRICE


def promised(case: Case, promise: Promise, cost: Cost, twin: Promise | None) -> str:
    """`twin` is the Reserved Instance that a plan normally equals."""
    if promise.commitment.kind in LIKE and twin:
        if promise.grade is Grade.ESTIMATE:
            return "Normally the same price as Reserved, with more freedom to change."
        if promise.rate == twin.rate:
            return "Same price as Reserved here, with more freedom to change."
    return " ".join(filter(None, [_hours(case, cost), _end(case, promise.commitment)]))


def _hours(case: Case, cost: Cost) -> str:
    if case.on_demand is None:
        return NO_REFERENCE
    if cost.break_even is None or cost.saving is None:
        return "Costs no less per hour than On-Demand."
    idle = count(case.usage.idle_hours)
    if cost.saving.low >= 0:
        kept = f", even with {idle} hours a month unused" if case.usage.idle_hours else ""
        return f"{_sure('Cheaper', cost)} for your hours{kept}."
    if cost.saving.high > 0:
        return f"May pay off: the line lies between {cost.break_even.ends} hours a month."
    return f"{_sure('Cheaper', cost)} per hour, but you would pay for {idle} hours you don’t use."


def _sure(word: str, cost: Cost) -> str:
    """An estimate says what is normal, not what is."""
    return word if cost.rate.exact else f"Normally {word.lower()}"


def _end(case: Case, commitment: Commitment) -> str:
    left = commitment.years * 12 - case.usage.months
    if left <= 0:
        return ""
    return f"Your work ends after {months(case.usage.months)}; the other {left} of the term would still be billed."


def host(case: Case) -> str:
    if hosts.hosts_only(case.hardware):
        return MAC if case.offer.host else f"{MAC} {NO_PRICE}"
    if case.offer.host is None:
        return f"{HOST} {NO_PRICE}"
    return f"{HOST} {_filled(case)}".strip()


def _filled(case: Case) -> str:
    if case.offer.host is None or case.on_demand is None:
        return ""
    needed = hosts.break_even(case.offer.host, case.on_demand)
    if needed is None:
        return f"Even with all {case.offer.host.capacity} places taken it costs more than On-Demand."
    return f"From {needed} of these on one host it costs no more than On-Demand."
