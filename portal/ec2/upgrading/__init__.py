"""From a type that is short of something to the types that relieve it. Pure: offers in, an answer out."""

from portal.ec2.upgrading.answer import Answer, Candidate, answer
from portal.ec2.upgrading.scatter import Scatter, scatter
from portal.ec2.upgrading.shortage import Short
from portal.ec2.upgrading.wish import Wish

__all__ = ["Answer", "Candidate", "Scatter", "Short", "Wish", "answer", "scatter"]
