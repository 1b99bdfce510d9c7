"""A pre-test and the quiz that closes with it, as a learner sees them."""

import pytest

from portal.quizzes.models import Question
from tests import factories
from tests.browser.test_every_page import SIZES, look
from tests.quizzes.taking import right

PAGE = "/quizzes/basics/pretest/"


@pytest.fixture
def pretest(course):
    """The small course with two questions before it."""
    lesson = Question.objects.first().lesson
    questions = [factories.make_question(slug, lesson, use="pretest") for slug in ("before-1", "before-2")]
    lesson.topic.pretest = ["before-1", "before-2"]
    lesson.topic.save()
    factories.touch_course()
    return questions


def take(page, *, choice):
    """Answer every open question of the page's attempt by keyboard; a verdict is passed on from."""
    for _ in range(20):
        if "attempts" not in page.url or "result" in page.url:
            return
        question = Question.objects.get(slug=page.locator("input[name=question]").get_attribute("value"))
        wanted = choice if question.use == "pretest" else right(question).get("choice")
        if wanted and question.type in ("single", "true-false"):
            page.locator(f"input[name=choice][value={wanted}]").focus()
            page.keyboard.press("Space")
            page.keyboard.press("Enter")
        else:
            page.get_by_role("button", name="I don’t know yet").press("Enter")
        page.wait_for_function(
            "slug => document.querySelector('input[name=question]')?.value !== slug", arg=question.slug
        )
        if page.locator("[data-next]").count():
            with page.expect_navigation():
                page.locator("[data-next]").press("Enter")


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_before_and_after(browse, pretest, width, theme):
    browsing = browse(viewport={"width": width, "height": 900}, color_scheme=theme)
    page, found = browsing.page, look(browsing, "/topics/basics/")
    page.get_by_role("link", name="What do you know already?").click()
    found += look(browsing, PAGE)
    page.get_by_role("button", name="Start").click()
    found += look(browsing, page.url.removeprefix(browsing.base))
    take(page, choice="wrong")

    assert "Kept for later" in page.inner_text("h1")
    found += look(browsing, PAGE)
    browsing.go("/quizzes/basics/")
    page.get_by_role("button", name="Start the quiz").click()
    take(page, choice="right")

    assert "0 of 2 before the lessons, 2 now" in page.inner_text("main")
    found += look(browsing, page.url.removeprefix(browsing.base))
    assert found == []
