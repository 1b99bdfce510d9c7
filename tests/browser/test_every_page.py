"""Every page in both themes: no axe violation, no sideways scroll down to 320 px, nothing the policy blocks."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from portal.progress.models import LessonProgress
from portal.quizzes.answering import Submission
from portal.quizzes.models import Question
from tests.browser.every_page import LEARNER, VISITOR

SIZES = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


def look(browsing, path):
    """Open the page and return what axe and a ruler find."""
    browsing.go(path)
    page = browsing.page
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = [f"{path} scrolls sideways by {over} px"] if over > 0 else []
    for violation in Axe().run(page, options=OPTIONS).response["violations"]:
        places = [node["target"] for node in violation["nodes"]][:3]
        found.append(f"{path}: {violation['id']}: {violation['help']} {places}")
    return found


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_pages_of_a_visitor(browse, every_page, width, theme):
    browsing = browse(viewport={"width": width, "height": 900}, color_scheme=theme)

    found = [problem for path in VISITOR for problem in look(browsing, path)]

    browsing.problems[:] = [problem for problem in browsing.problems if "404" not in problem]
    assert found == []


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_pages_of_a_learner(browse, work, sign_in, somebody, width, theme):
    browsing = browse(viewport={"width": width, "height": 900}, color_scheme=theme)
    sign_in(browsing, somebody)

    found = [problem for path in LEARNER for problem in look(browsing, work.get(path, path))]

    assert found == []


def test_a_lesson_with_every_check_answered(browse, every_page, sign_in, somebody):
    from portal.quizzes.answering import check_key, record

    for number, question in enumerate(Question.objects.all()):
        given = question.kind.key() if number % 2 else {}
        record(Submission(question, given), learner=somebody, key=check_key(question, 0), now=timezone.now())
    for width, theme in SIZES:
        browsing = browse(viewport={"width": width, "height": 900}, color_scheme=theme)
        sign_in(browsing, somebody)
        assert look(browsing, "/lessons/basics/first/") == []


def test_nothing_scrolls_sideways_at_320(browse, work, sign_in, somebody):
    browsing = browse(viewport={"width": 320, "height": 700})
    sign_in(browsing, somebody)
    for path in [*VISITOR, *LEARNER]:
        browsing.go(work.get(path, path))
        over = browsing.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path
    browsing.problems[:] = [problem for problem in browsing.problems if "404" not in problem]


def test_the_theme_is_chosen_and_kept(browse, every_page):
    browsing = browse(color_scheme="light")
    browsing.go("/")
    button = browsing.page.locator("[data-theme-form] button")
    canvas = "getComputedStyle(document.body).backgroundColor"
    light = browsing.page.evaluate(canvas)

    button.click()
    with browsing.page.expect_response("**/theme/"):
        button.click()
    browsing.page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    assert browsing.page.evaluate(canvas) != light
    browsing.go("/glossary/")

    assert browsing.page.locator("html").get_attribute("data-theme") == "dark"


def test_a_term_opens_its_definition_and_esc_closes_it(browse, every_page):
    browsing = browse()
    browsing.go("/lessons/basics/first/")
    page, term = browsing.page, browsing.page.locator("a.term").first

    term.focus()
    page.keyboard.press("Enter")
    card = page.locator("#termcard")
    card.wait_for()
    assert "A list of work that waits outside the workers." in card.inner_text()
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")

    assert term.evaluate("element => element === document.activeElement")


def test_the_outline_follows_the_reading_and_the_site_remembers_it(browse, work, sign_in, somebody):
    browsing = browse()
    sign_in(browsing, somebody)
    browsing.go("/lessons/basics/first/")
    page = browsing.page

    page.locator("#s-go-further").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_selector('[data-outline] a[aria-current][href="#s-go-further"]')
    page.wait_for_timeout(2000)

    assert LessonProgress.objects.get(lesson__slug="first").section == "go-further"


def test_code_is_copied(browse, every_page):
    browsing = browse(permissions=["clipboard-read", "clipboard-write"])
    browsing.go("/lessons/basics/first/")
    page = browsing.page

    page.locator(".code__copy").click()
    page.wait_for_selector("text=Copied")

    assert page.evaluate("navigator.clipboard.readText()").startswith("import boto3\nqueue = ")


def test_the_first_tab_stop_skips_to_the_content(browse, every_page):
    browsing = browse()
    browsing.go("/lessons/basics/first/")

    browsing.page.keyboard.press("Tab")
    assert browsing.page.evaluate("document.activeElement.className") == "skip"
    browsing.page.keyboard.press("Enter")

    assert browsing.page.evaluate("document.activeElement.id") == "main"


def test_a_printed_lesson_has_no_chrome_and_shows_addresses(browse, every_page):
    browsing = browse()
    browsing.go("/lessons/basics/first/")
    browsing.page.emulate_media(media="print")

    for hidden in (".topbar", ".lesson__tree", ".lesson__outline", ".endbar", ".foot"):
        assert not browsing.page.locator(hidden).first.is_visible(), hidden
    content = "getComputedStyle(document.querySelector('.prose a.external'), '::after').content"
    assert "docs.aws.amazon.com" in browsing.page.evaluate(content)
