"""The type of question `ec2-case`: a scenario, to which the learner gives an instance type and a way to pay."""

import html as escaping
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django import forms

from portal.ec2 import cases, shipped
from portal.ec2.facts import facts
from portal.ec2.practice.key import NOT_THREE, WAYS, against, solve
from portal.ec2.workload import Workload
from portal.quizzes.kind import AnswerForm, Given, Html
from portal.yamlfile import Fields

LONGEST_TITLE = 80
LONGEST = 400
LONGEST_TYPE = 40


class CaseForm(AnswerForm):
    type = forms.CharField(max_length=LONGEST_TYPE, error_messages={"required": "Name an instance type."})
    way = forms.ChoiceField(
        choices=[(str(group), label) for group, label in WAYS.items()],
        error_messages={
            "required": "Choose how you would pay for it.",
            "invalid_choice": "Choose one of these ways to pay.",
        },
    )

    def __init__(self, data: Any, case: "Case") -> None:
        super().__init__(data)
        self.case = case

    def clean_type(self) -> str:
        typed: str = "".join(self.cleaned_data["type"].split()).lower()
        if typed not in self.case.types:
            raise forms.ValidationError(
                f"There is no type of that name in {self.case.region_name}. Write one of the list, such as m7g.large."
            )
        return typed

    def given(self) -> Given:
        return self.case.answer(self.cleaned_data["type"], self.cleaned_data["way"])


@dataclass(frozen=True)
class Case:
    """`title` names it in the list of cases; `query` is the workload as the chooser's address writes it."""

    title: str
    query: str

    name: ClassVar[str] = "ec2-case"
    template: ClassVar[str] = "ec2/practice/_case.html"

    @classmethod
    def read(cls, fields: Fields) -> Self:
        title, text = fields.text("title", limit=LONGEST_TITLE), fields.text("workload", limit=LONGEST)
        for sentence in cases.problems(text):
            fields.problem("workload", f"“workload” {sentence}")
        return cls(title, text)

    def dump(self) -> dict[str, Any]:
        return {"title": self.title, "workload": self.query}

    def texts(self) -> Iterator[tuple[str, str]]:
        return iter(())

    @property
    def workload(self) -> Workload:
        return cases.read(self.query)

    @property
    def types(self) -> list[str]:
        return list(shipped.offers(self.workload.region, self.workload.os))

    @property
    def region_name(self) -> str:
        return shipped.regions()[self.workload.region]

    def answer(self, type: str, way: str) -> Given:
        """With all that a verdict rests on, so that it can be read when the data has changed."""
        return {
            "type": type,
            "way": way,
            "shipped": shipped.version(),
            "dated": shipped.dated(),
            "key": solve(self.workload).dump(),
            "against": against(self.workload, type),
        }

    def form(self, data: Any = None) -> AnswerForm:
        return CaseForm(data, self)

    def right(self, given: Given) -> bool:
        return bool(given) and given["way"] in _ways(given, given["type"])

    def picks(self, given: Given) -> list[str]:
        return [given["type"], given["way"]] if given else []

    def view(self, html: Html, seed: str, given: Given | None) -> dict[str, Any]:
        ways = [(str(group), label) for group, label in WAYS.items()]
        if given is None:
            place = f"{self.workload.os.label}, {self.region_name}"
            browse = urlencode({"region": self.workload.region, "os": self.workload.os})
            return {"types": self.types, "ways": ways, "place": place, "browse": browse, "limit": LONGEST_TYPE}
        told: dict[str, Any] = {"facts": facts(self.workload, shipped.regions()), "query": self.query}
        told["dated"] = given.get("dated") or shipped.dated()
        if not given:
            return {**told, **solve(self.workload).dump()}
        mine = {"type": given["type"], "way": dict(ways)[given["way"]], "against": given["against"]}
        return {**told, **given["key"], **mine, **_hits(given)}

    def say(self, html: Html, given: Given) -> str:
        return escaping.escape(f"{given['type']}, {WAYS[given['way']]}")

    def key(self) -> Given:
        best = solve(self.workload).best
        return self.answer(best.type, best.ways[0])

    def contrast_key(self) -> str:
        best = solve(self.workload).best
        return f"{best.type} {best.ways[0]}"


def _ways(given: Given, type: str) -> list[str]:
    """The ways to pay that are right for the type; none for a type that is not among the three."""
    fits = [fit for fit in given["key"]["fits"] if fit["type"] == type]
    return list(fits[0]["ways"]) if fits else []


def _hits(given: Given) -> dict[str, bool]:
    """Which half is right. Beside a wrong type, the way is held against what the best fit asks for."""
    type = given["type"]
    fits = _ways(given, type)
    return {"type_hit": bool(fits), "way_hit": given["way"] in (fits or given["key"]["fits"][0]["ways"])}


def check(case: Case) -> Iterator[str]:
    """What stands against asking it: there must be three answers to be right with."""
    if not solve(case.workload).complete:
        yield f"“workload” {NOT_THREE}"
