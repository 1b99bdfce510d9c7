"""Cost questions without end: each template makes one from a seed and the prices that are shipped."""

from portal.ec2.costs import breakeven, credits, ending, licence, nights, planhour, plansize, schedule, unitprice
from portal.ec2.costs.asked import Template

TEMPLATES: dict[str, Template] = {
    each.TEMPLATE.name: each.TEMPLATE
    for each in (schedule, nights, breakeven, ending, plansize, planhour, credits, unitprice, licence)
}
