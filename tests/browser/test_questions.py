"""Each type of question with the keyboard alone, and without JavaScript, in the lesson and in the quiz."""

from io import StringIO

import pytest
from django.core.management import call_command

from portal.quizzes.models import Answer
from tests.browser.every_type import EMBEDS, QUIZ
from tests.content.writing import FIRST, write_course

LESSON = "/lessons/basics/first/"
TYPES = ("single", "multiple", "true", "ordering", "matching", "fill", "numeric")
ITEMS = ("It is written down", "It is taken", "It is crossed out")
PAIRS = {"Keep a picture": "A bucket", "Keep a job": "A queue", "Draw a picture": "A worker"}


@pytest.fixture
def lesson(tmp_path, transactional_db):
    folder = write_course(
        tmp_path / "lessons",
        **{"basics/quiz.yaml": QUIZ, "basics/first.md": FIRST.replace("[[question: first-check]]", EMBEDS)},
    )
    call_command("load_lessons", str(folder), stdout=StringIO())


def by_keyboard(page, section, kind):
    """Answer rightly with keys alone: Tab reaches the fields, and Enter checks."""
    press = page.keyboard.press
    if kind in ("single", "true"):
        section.locator("input[type=radio]").first.focus()
        wanted = "worker" if kind == "single" else "false"
        number = section.locator(f".opt:has([value={wanted}]) .opt__key").inner_text()
        press(number)
        press("Enter")
    elif kind == "multiple":
        section.locator("input[type=checkbox]").first.focus()
        for value in ("bucket", "list"):
            press(section.locator(f".opt:has([value={value}]) .opt__key").inner_text())
        press("Enter")
    elif kind == "ordering":
        for place, text in enumerate(ITEMS):
            row = section.locator("[data-order-item]", has_text=text)
            while section.locator("[data-order-item]").nth(place).inner_text().find(text) < 0:
                row.locator("[data-order-move=up]").focus()
                press("Enter")
        submit(page, section)
    elif kind == "matching":
        for left, right in PAIRS.items():
            row = section.locator(".match__row", has_text=left)
            row.locator("select").focus()
            page.keyboard.type(right)
        submit(page, section)
    else:
        section.locator("input.input").focus()
        page.keyboard.type("  QUEUE " if kind == "fill" else "40,2")
        press("Enter")


def submit(page, section):
    section.get_by_role("button", name="Check answer").focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("kind", TYPES)
def test_a_check_is_answered_by_keyboard_and_the_focus_goes_to_the_verdict(browse, lesson, kind):
    browsing = browse()
    browsing.go(LESSON)
    section = browsing.page.locator(f"#q-q-{kind}")

    by_keyboard(browsing.page, section, kind)

    verdict = section.locator(".verdict h2")
    verdict.wait_for()
    assert verdict.inner_text() == "Correct"
    assert verdict.evaluate("element => element === document.activeElement")
    assert Answer.objects.get().right


@pytest.mark.parametrize("kind", TYPES)
def test_a_check_is_answered_without_javascript(browse, lesson, kind):
    browsing = browse(java_script_enabled=False)
    browsing.go(LESSON)
    section = browsing.page.locator(f"#q-q-{kind}")

    without_script(section, kind)
    section.get_by_role("button", name="Check answer").click()

    assert browsing.page.url.endswith(f"{LESSON}#q-q-{kind}")
    assert section.locator(".verdict h2").inner_text() == "Correct"
    assert Answer.objects.get().right


def without_script(section, kind):
    if kind in ("single", "true"):
        section.locator(f"[value={'worker' if kind == 'single' else 'false'}]").check()
    elif kind == "multiple":
        for value in ("bucket", "list"):
            section.locator(f"[value={value}]").check()
    elif kind == "ordering":
        for place, text in enumerate(ITEMS, 1):
            section.locator("[data-order-item]", has_text=text).locator("select").select_option(str(place))
    elif kind == "matching":
        for left, right in PAIRS.items():
            section.locator(".match__row", has_text=left).locator("select").select_option(label=right)
    else:
        section.locator("input.input").fill("queue" if kind == "fill" else "40")


def test_an_incomplete_answer_is_sent_back_with_what_was_chosen(browse, lesson):
    browsing = browse()
    browsing.go(LESSON)
    section = browsing.page.locator("#q-q-multiple")
    section.locator("[value=bucket]").check()

    section.get_by_role("button", name="Check answer").click()

    error = section.get_by_role("alert")
    error.wait_for()
    assert error.inner_text() == "Choose two: you have chosen one."
    assert error.evaluate("element => element === document.activeElement")
    assert section.locator("[value=bucket]").is_checked()
    assert not Answer.objects.exists()


def test_dragging_puts_an_ordering_in_order(browse, lesson):
    browsing = browse()
    browsing.go(LESSON)
    page, section = browsing.page, browsing.page.locator("#q-q-ordering")
    section.scroll_into_view_if_needed()
    for text in ITEMS:
        handle = section.locator("[data-order-item]", has_text=text).locator(".order__handle").bounding_box()
        end = section.locator("[data-order]").bounding_box()
        page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
        page.mouse.down()
        page.mouse.move(handle["x"], end["y"] + end["height"] + 5, steps=5)
        page.mouse.up()

    section.get_by_role("button", name="Check answer").click()
    section.locator(".verdict").wait_for()

    assert Answer.objects.get().right


def test_dragging_matches_pairs(browse, lesson):
    browsing = browse()
    browsing.go(LESSON)
    section = browsing.page.locator("#q-q-matching")
    for left, right in PAIRS.items():
        chip = section.locator(".match__chip", has_text=right)
        chip.drag_to(section.locator(".match__row", has_text=left))

    section.get_by_role("button", name="Check answer").click()
    section.locator(".verdict").wait_for()

    assert Answer.objects.get().right


def test_single_keys_can_be_switched_off(browse, lesson, sign_in, somebody):
    somebody.shortcuts = False
    somebody.save()
    browsing = browse()
    sign_in(browsing, somebody)
    browsing.go(LESSON)
    section = browsing.page.locator("#q-q-single")
    section.locator("summary").focus()

    browsing.page.keyboard.press("1")
    browsing.page.keyboard.press("/")

    assert section.locator("input:checked").count() == 0
    assert browsing.page.locator("[data-search]:focus").count() == 0


def test_a_quiz_is_taken_by_keyboard_from_start_to_result(browse, lesson):
    browsing = browse()
    browsing.go("/quizzes/basics/")
    page = browsing.page
    page.get_by_role("button", name="Start the quiz").focus()
    page.keyboard.press("Enter")

    for number in range(len(TYPES)):
        page.wait_for_selector(f"text=Question {number + 1} of {len(TYPES)}")
        card = page.locator("#quiz-question")
        slug = card.locator("[name=question]").get_attribute("value")
        by_keyboard(page, card, slug.removeprefix("q-"))
        card.locator(".verdict").wait_for()
        card.locator("[data-next]").focus()
        page.keyboard.press("Enter")

    page.wait_for_selector(".score")
    assert "All right, with nothing to repair" in page.inner_text("h1")
    assert Answer.objects.filter(right=True).count() == len(TYPES)


def test_a_quiz_is_taken_without_javascript(browse, lesson):
    browsing = browse(java_script_enabled=False)
    browsing.go("/quizzes/basics/")
    page = browsing.page
    page.get_by_role("button", name="Start the quiz").click()

    for _ in TYPES:
        card = page.locator("#quiz-question")
        slug = card.locator("[name=question]").get_attribute("value")
        if slug == "q-single":
            card.get_by_role("button", name="I don’t know yet").click()
        else:
            without_script(card, slug.removeprefix("q-"))
            card.get_by_role("button", name="Check answer").click()
        assert page.url.endswith(f"?question={slug}#verdict")
        card.locator("[data-next]").click()

    assert page.inner_text(".score__n").split() == ["6", "of", "7"]
    page.get_by_role("button", name="Try the 1 missed again").click()
    assert "Question 1 of 1" in page.inner_text("#quiz-question")


def test_a_failing_server_keeps_the_answer_and_says_so(browse, lesson):
    browsing = browse()
    browsing.go(LESSON)
    browsing.context.set_offline(True)
    section = browsing.page.locator("#q-q-single")
    section.locator("[value=worker]").check()

    section.get_by_role("button", name="Check answer").click()

    section.locator("[data-failure]").wait_for()
    assert "Your answer is still here" in section.locator("[data-failure]").inner_text()
    assert section.locator("[value=worker]").is_checked()
    browsing.problems.clear()
    browsing.context.set_offline(False)
    section.get_by_role("button", name="Check answer").click()
    section.locator(".verdict").wait_for()
    assert Answer.objects.count() == 1
