"""The desk in a browser: previews and links without an axe violation, nothing the policy blocks, no need of scripts."""

from io import StringIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from portal.accounts.models import Invite, User
from portal.curriculum.models import Course, Diagram, Lesson, Resource, Term, Topic
from portal.quizzes.models import Answer, Attempt, Question
from tests import factories
from tests.browser.every_type import EMBEDS, QUIZ
from tests.content.writing import FIRST, write_course
from tests.desk.desking import add, change, listing

SIZES = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
CONTENT = [Course, Topic, Lesson, Resource, Term, Diagram, Question]


@pytest.fixture
def desk(tmp_path, transactional_db, browse, sign_in):
    """Opens a browser in which an editor is signed in, over a course with every type of question."""
    first = FIRST.replace("[[question: first-check]]", EMBEDS)
    folder = write_course(tmp_path / "lessons", **{"basics/quiz.yaml": QUIZ, "basics/first.md": first})
    call_command("load_lessons", str(folder), stdout=StringIO())
    editor = factories.make_user("editor", is_staff=True, is_superuser=True)

    def start(**options):
        browsing = browse(**options)
        sign_in(browsing, editor)
        return browsing

    return start


def violations(page, within=None):
    found = Axe().run(page, context=within, options=OPTIONS).response["violations"]
    return [f"{page.url}: {each['id']}: {[node['target'] for node in each['nodes']][:3]}" for each in found]


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_previews_have_nothing_to_complain_of(desk, width, theme):
    browsing = desk(viewport={"width": width, "height": 900}, color_scheme=theme)
    rows = [Lesson.objects.get(slug="first"), Resource.objects.get(), Term.objects.get(), Diagram.objects.get()]

    for row in [*rows, *Question.objects.all()]:
        browsing.go(change(row).replace("/change/", "/preview/"))
        page = browsing.page
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, (
            page.url
        )


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_a_one_time_link_is_made_with_the_keyboard(desk, width, theme):
    browsing = desk(viewport={"width": width, "height": 900}, color_scheme=theme)
    person = factories.make_user("forgetful")
    browsing.go(change(person))

    browsing.page.get_by_role("button", name="Make a one-time link").focus()
    browsing.page.keyboard.press("Enter")

    assert "/password/reset/key/" in browsing.page.get_by_label("One-time link").input_value()
    assert violations(browsing.page, "#content") == []


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_what_to_check_again_is_a_click_from_the_index(desk, width, theme):
    browsing = desk(viewport={"width": width, "height": 900}, color_scheme=theme)
    browsing.go("/admin/")

    browsing.page.get_by_role("link", name="What to check again").click()

    assert "Never" in browsing.page.inner_text("#content")
    assert violations(browsing.page, "#content") == []


def test_no_page_of_the_desk_breaks_the_policy(desk):
    browsing = desk()
    Invite.objects.create(note="For somebody")

    browsing.go("/admin/")
    for model in [*CONTENT, User, Invite, Answer, Attempt]:
        browsing.go(listing(model))
        if model not in (Course, Answer, Attempt):
            browsing.go(add(model))
        if row := model.objects.first():
            browsing.go(change(row))
            browsing.go(change(row).replace("change", "history"))
    assert browsing.problems == []


def test_our_parts_of_the_forms_have_nothing_to_complain_of(desk):
    for theme in ("light", "dark"):
        browsing = desk(color_scheme=theme)
        for row in (Lesson.objects.first(), Question.objects.first(), Course.objects.get()):
            browsing.go(change(row))
            for part in (".object-tools", ".desk-preview", ".help:has(pre)"):
                if browsing.page.locator(part).count():
                    assert violations(browsing.page, part) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_preview_opens_beside_the_form_and_leaves_it_as_it_was(desk, scripts):
    browsing = desk(java_script_enabled=scripts)
    lesson = Lesson.objects.get(slug="second")
    browsing.go(change(lesson))
    browsing.page.get_by_label("Title:").fill("Only in the form")

    with browsing.context.expect_page() as opened:
        browsing.page.get_by_role("button", name="Preview in a new tab").click()

    assert opened.value.get_by_role("heading", level=1).text_content() == "Only in the form"
    assert browsing.page.get_by_label("Title:").input_value() == "Only in the form"
    assert Lesson.objects.get(slug="second").title == "The second lesson"


def test_enter_in_a_field_saves(desk):
    browsing = desk(java_script_enabled=False)
    lesson = Lesson.objects.get(slug="second")
    browsing.go(change(lesson))

    browsing.page.get_by_label("Title:").fill("By the enter key")
    browsing.page.keyboard.press("Enter")

    browsing.page.wait_for_url("**/curriculum/lesson/")
    assert Lesson.objects.get(slug="second").title == "By the enter key"


def test_a_lesson_for_a_question_is_looked_up_while_typing(desk):
    browsing = desk()
    browsing.go(add(Question))

    browsing.page.locator(".field-lesson .select2-selection").click()
    browsing.page.locator(".select2-search__field").fill("second")
    browsing.page.get_by_role("option", name="The second lesson").click()

    assert browsing.page.locator("#id_lesson").input_value() == str(Lesson.objects.get(slug="second").pk)
    assert browsing.problems == []
