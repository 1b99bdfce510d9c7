"""The type of question `ec2-case`: what an author writes, what a learner gives, what is stored with it."""

import pytest

from portal.content.checks import check as check_course
from portal.content.source import read_course
from portal.ec2 import shipped
from portal.ec2.practice.kind import Case, check
from portal.quizzes.kinds import KINDS, PAGES
from tests.content.writing import write_course
from tests.quizzes.kinds.reading import again, errors, given, good, read

TEXT = "title: A cache\nworkload: work=cache&memory=16&arm=no"
CASE = """
- id: a-case
  lesson: first
  type: ec2-case
  use: {use}
  title: A cache
  workload: {workload}
  stem: Keep 16 GiB in memory.
  explain: Because of the memory.
"""


@pytest.fixture
def case():
    return good("ec2-case", TEXT)


@pytest.fixture
def best(case):
    return case.key()["type"]


def problems_of(tmp_path, use="challenge", workload="work=cache&memory=16"):
    folder = write_course(tmp_path / "lessons")
    with (folder / "basics" / "quiz.yaml").open("a") as file:
        file.write(CASE.format(use=use, workload=workload))
    course, problems = read_course(folder)
    return [*map(str, problems.errors), *map(str, check_course(course).errors)]


def test_it_is_registered_as_practice():
    assert KINDS["ec2-case"] is Case
    assert PAGES["ec2-case"] == "ec2:scenario"


def test_it_reads_back(case):
    assert again(case) == case


@pytest.mark.parametrize(
    ("workload", "words"),
    [
        ("work=nonsense", "cannot be read at “work”: Choose one of the list."),
        ("region=mars-1", "cannot be read at “region”: Choose a Region"),
        ("work=cache&memmory=16", "has no “memmory” (known: arm, cpu,"),
        ("vcpu=many", "cannot be read at “vcpu”: Enter a whole number"),
    ],
)
def test_what_an_author_misspells_is_told_with_its_line(workload, words):
    _, problems = read("ec2-case", f"title: A cache\nworkload: {workload}")

    assert len(problems) == 1
    assert problems[0].startswith("quiz.yaml:2: “workload” ")
    assert words in problems[0]


def test_a_case_without_workload_or_title_is_refused():
    assert len(read("ec2-case", "stem: x")[1]) >= 2


def test_the_course_with_a_case_is_fine(tmp_path):
    assert problems_of(tmp_path) == []


def test_a_case_is_practice_and_must_say_so(tmp_path):
    assert any("is practice: write “use: challenge”" in each for each in problems_of(tmp_path, use="quiz"))


def test_a_case_without_three_answers_is_refused(tmp_path):
    assert any("gets no three answers" in each for each in problems_of(tmp_path, workload="memory=90000"))


def test_what_holds_for_the_shipped_course_is_said_by_check(case):
    assert list(check(case)) == []


def test_a_type_is_found_however_it_is_typed(case, best):
    assert given(case, type=f"  {best.upper()} ", way="plan")["type"] == best


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, ["Name an instance type.", "Choose how you would pay for it."]),
        ({"type": "m9x.huge", "way": "spot"}, ["There is no type of that name in US East (N. Virginia)."]),
        ({"type": "m7i.large", "way": "cash"}, ["Choose one of these ways to pay."]),
        ({"type": "m" * 50, "way": "spot"}, ["at most 40 characters"]),
    ],
)
def test_the_form_says_what_is_missing(case, data, words):
    told = errors(case.form(data))

    assert len(told) == len(words)
    assert all(word in message for word, message in zip(words, told, strict=True))


@pytest.mark.parametrize(("way", "right"), [("plan", True), ("reserved", True), ("on-demand", False), ("host", False)])
def test_right_is_one_of_the_three_paid_as_the_verdict_says(case, best, way, right):
    assert case.right(given(case, type=best, way=way)) is right


def test_another_type_is_wrong_whatever_the_way(case):
    answer = given(case, type="m7g.large", way="plan")

    assert not case.right(answer)
    assert answer["against"].startswith("It has 8 GiB, and the work needs 16 GiB.")


def test_the_answer_holds_the_snapshot_and_the_cards(case, best):
    answer = given(case, type=best, way="plan")

    assert answer["shipped"] == shipped.version() == shipped.version()[:12]
    assert answer["key"]["fits"][0]["type"] == best
    assert answer["key"]["pay"] == "Savings Plan, 1 year"


def test_a_stored_answer_keeps_its_verdict_when_the_data_has_changed(case):
    """A release with other prices has other cards; the page shows those that were true."""
    old = given(case, type="m7g.large", way="plan")
    old["key"]["fits"][0] = {**old["key"]["fits"][0], "type": "m7g.large"}

    assert case.right(old)
    assert case.view({}, "", old)["fits"][0]["type"] == "m7g.large"
    assert case.view({}, "", old)["type_hit"]


def test_before_the_answer_only_the_list_of_types_is_shown(case):
    view = case.view({}, "seed", None)

    assert set(view) == {"types", "ways", "place", "browse", "limit"}
    assert "m7g.large" in view["types"]
    assert view["place"] == "Linux, US East (N. Virginia)"


def test_after_the_answer_each_half_has_its_mark(case, best):
    wrong_way = case.view({}, "", given(case, type=best, way="spot"))
    wrong_type = case.view({}, "", given(case, type="m7g.large", way="plan"))

    assert (wrong_way["type_hit"], wrong_way["way_hit"]) == (True, False)
    assert (wrong_type["type_hit"], wrong_type["way_hit"]) == (False, True)
    assert ("Needs", "16 GiB of memory") in wrong_type["facts"]


def test_who_does_not_know_is_shown_the_three_as_well(case, best):
    view = case.view({}, "", {})

    assert view["fits"][0]["type"] == best
    assert "type" not in view
