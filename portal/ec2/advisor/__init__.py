"""From a workload to three instance types, with the reasons. Pure: offers in, advice out."""

from portal.ec2.advisor.advice import Advice, advise
from portal.ec2.advisor.cards import Card, Role
from portal.ec2.advisor.reasons import Reason, Tone

__all__ = ["Advice", "Card", "Reason", "Role", "Tone", "advise"]
