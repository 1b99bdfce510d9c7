"""What a type costs in each way that AWS sells it, for one plan, and which way to take. Pure: no database, no clock."""

from portal.ec2.purchase.options import headline, options
from portal.ec2.purchase.panel import Panel, panel
from portal.ec2.purchase.usage import Usage
from portal.ec2.purchase.verdict import Verdict, verdict
from portal.ec2.purchase.way import Bar, Group, Way
from portal.ec2.purchase.words import COMPUTE_ONLY

__all__ = [
    "COMPUTE_ONLY",
    "Bar",
    "Group",
    "Panel",
    "Usage",
    "Verdict",
    "Way",
    "headline",
    "options",
    "panel",
    "verdict",
]
