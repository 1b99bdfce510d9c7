"""Practice on the EC2 chooser in a real browser: with the keyboard, without JavaScript, in both themes, on a phone."""

from io import StringIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.utils import timezone

from portal.ec2.costs import TEMPLATES
from portal.ec2.models import SavedWorkload
from portal.quizzes.models import Answer
from tests.content.test_checks import edit
from tests.content.writing import write_course

CASES = """
- id: cache
  lesson: first#a-queue-of-prints
  type: ec2-case
  use: challenge
  title: A cache beside the shop
  workload: work=cache&memory=16&arm=no
  stem: All prints on offer are kept in 16 GiB of memory, day and night, for a year, on x86. Choose a type.
  explain: Memory is what runs out first.
  hint: What runs out first?
  sources:
    - {url: "https://docs.aws.amazon.com/", checked: 2026-11-24}

- id: hours
  lesson: first#a-queue-of-prints
  type: ec2-cost
  use: challenge
  title: Some hours of the day
  template: schedule
  stem: What does a month of office hours cost?
  explain: You pay for the hours in which it runs.

- id: ending
  lesson: first#a-queue-of-prints
  type: ec2-cost
  use: challenge
  title: The work ends before the term
  template: ending
  stem: Was it right to promise a whole year?
  explain: A promise is due to its end.
"""
WIDGET = "[[widget: ec2-chooser?region=eu-west-1&work=cache&memory=16&arm=no]]"
SIZES = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
LIST, CASE, COST = "/ec2/practice/", "/ec2/practice/cache/", "/ec2/practice/costs/hours/7/"
CHOICE = "/ec2/practice/costs/ending/3/"


@pytest.fixture
def practice(tmp_path, transactional_db):
    """The small course with a case, two cost questions and the chooser's card in a lesson."""
    folder = write_course(tmp_path / "lessons")
    with (folder / "basics" / "quiz.yaml").open("a") as file:
        file.write(CASES)
    edit(folder, "basics/second.md", "Later comes after.", f"Later.\n\n{WIDGET}")
    call_command("load_lessons", str(folder), stdout=StringIO())


def faults(browsing, what):
    page = browsing.page
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = [f"{what} scrolls sideways by {over} px"] if over > 0 else []
    for violation in Axe().run(page, options=OPTIONS).response["violations"]:
        found.append(f"{what}: {violation['id']}: {[node['target'] for node in violation['nodes']][:3]}")
    return found


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_every_page_before_and_after_the_answer(browse, practice, sign_in, somebody, width, theme):
    SavedWorkload.objects.create(learner=somebody, name="The shop", query="work=cache", saved=timezone.now())
    browsing = browse(viewport={"width": width, "height": 900}, color_scheme=theme)
    sign_in(browsing, somebody)
    found = []
    for path in (LIST, CASE, "/ec2/practice/costs/", COST, CHOICE, "/ec2/saved/", "/lessons/basics/second/"):
        browsing.go(path)
        found += faults(browsing, path)
    page = browsing.page
    browsing.go(CASE)
    page.get_by_role("button", name="Check answer").click()
    page.get_by_role("alert").wait_for()
    found += faults(browsing, "the case with an error")
    page.get_by_label("Instance type").fill("m7g.large")
    page.get_by_role("radio", name="Spot").check()
    page.get_by_role("button", name="Check answer").click()
    page.get_by_role("heading", name="Not quite").wait_for()
    found += faults(browsing, "the answered case")
    browsing.go(COST)
    page.get_by_role("button", name="I don’t know yet").click()
    page.get_by_role("heading", name="Worked out").wait_for()
    found += faults(browsing, "the answered cost question")

    assert found == []


def test_a_case_is_solved_with_the_keyboard_alone(browse, practice):
    browsing = browse()
    browsing.go(CASE)
    page = browsing.page
    page.get_by_label("Instance type").focus()

    page.keyboard.type("r7i.large")
    page.keyboard.press("Tab")  # the link to all types
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name="Savings Plan").is_checked()
    page.keyboard.press("Enter")

    verdict = page.get_by_role("heading", name="Correct")
    verdict.wait_for()
    assert verdict.evaluate("element => element === document.activeElement")
    assert "Best fit" in page.locator(".case__fits").inner_text()
    assert Answer.objects.get().right


def test_letters_in_the_field_for_the_type_choose_nothing(browse, practice):
    """The single keys of questions leave a field alone that somebody types in."""
    browsing = browse()
    browsing.go(CASE)
    page = browsing.page

    page.get_by_label("Instance type").press_sequentially("m5.12xlarge")

    assert page.get_by_label("Instance type").input_value() == "m5.12xlarge"
    assert page.locator("[name=way]:checked").count() == 0


def test_without_javascript_a_case_is_answered_and_asked_again(browse, practice):
    browsing = browse(java_script_enabled=False)
    browsing.go(LIST)
    page = browsing.page
    page.get_by_role("link", name="A cache beside the shop").click()

    page.get_by_label("Instance type").fill("m7g.large")
    page.get_by_role("radio", name="Spot").check()
    page.get_by_role("button", name="Check answer").click()

    assert page.url.endswith(CASE)
    assert "Not quite" in page.locator(".verdict").inner_text()
    page.get_by_role("link", name="Try again").click()
    page.get_by_label("Instance type").fill("r7i.large")
    page.get_by_role("radio", name="Reserved Instance").check()
    page.get_by_role("button", name="Check answer").click()

    assert "Correct" in page.locator(".verdict").inner_text()
    assert [answer.right for answer in Answer.objects.order_by("pk")] == [False, True]


def test_without_javascript_a_cost_question_is_answered_once(browse, practice):
    browsing = browse(java_script_enabled=False)
    browsing.go(COST)
    page = browsing.page
    page.get_by_label("Your answer").fill(TEMPLATES["schedule"].asked(7).answer)
    page.get_by_role("button", name="Check answer").click()

    assert page.url.endswith(f"{COST}#q-hours")
    assert "Worked out" in page.locator(".cost__worked").inner_text()
    page.get_by_role("link", name="Another one").click()
    assert page.url.endswith("/ec2/practice/costs/hours/8/")
    assert Answer.objects.get().right


def test_another_question_comes_and_goes_back_to_the_same(browse, practice):
    browsing = browse()
    browsing.go(CHOICE)
    page = browsing.page
    asked = page.locator(".cost__text").inner_text()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Check answer").click()
    page.locator(".verdict").wait_for()

    page.get_by_role("link", name="Another one").click()
    page.wait_for_url("**/ending/4/")
    assert page.locator(".cost__text").inner_text() != asked
    page.go_back()

    assert page.locator(".cost__text").inner_text() == asked
    assert page.locator(".verdict").count() == 1
