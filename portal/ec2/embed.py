"""The widget `ec2-chooser` of a lesson: its case in words, the three answers, and a link that opens the chooser with it.

It is drawn when the lesson is stored, from the shipped data: a page view asks no advisor, and the text around it stays
true whatever prices a site imports.
"""

from portal.curriculum.embeds import Block, Widget
from portal.ec2 import cases, shipped, workload
from portal.ec2.facts import facts
from portal.ec2.practice.key import NOT_THREE, solve

VERSION = "1"
"""Of the card: a new value draws it again in every lesson."""


def card(query: str) -> Block:
    case = cases.read(query)
    told = [list(fact) for fact in facts(case, shipped.regions())]
    return {"facts": told, "query": workload.query(case), **solve(case).dump()}


def problems(query: str) -> list[str]:
    found = cases.problems(query)
    return found if found or solve(cases.read(query)).complete else [NOT_THREE]


def version() -> str:
    return f"{VERSION} {shipped.version()}"


WIDGET = Widget("ec2-chooser", "ec2/_embed.html", card, problems, version)
