"""Without JavaScript nothing is lost: the same words on every page, and everything that can be pressed does something."""

from portal.progress.models import LessonProgress, ResourceMark
from tests.browser.every_page import LESSON

ONLY_WITH_SCRIPTS = {"Copy", "Sign in with a passkey", "or"}  # what only a script can do is offered by scripts only
LIVELY = ("/", LESSON, "OPEN", "/progress/", "/accounts/profile/")


def words(browsing):
    return {line.strip() for line in browsing.page.inner_text("body").splitlines() if line.strip()}


def test_no_page_has_a_button_that_does_nothing(walk):
    for path, browsing in walk(java_script_enabled=False):
        page = browsing.page
        for dead in ("button:not(form button)", "form button[type=button]"):
            assert page.locator(f"{dead}:not([popovertarget]):visible").all() == [], path


def test_pages_say_the_same_as_with_it(browse, work, sign_in, somebody):
    scripted, plain = browse(), browse(java_script_enabled=False)
    for reader, paths in ((None, ("/", LESSON, "/search/?q=queue", "/accounts/login/")), (somebody, LIVELY)):
        for browsing in (scripted, plain):
            if reader:
                sign_in(browsing, reader)
        for path in paths:
            for browsing in (scripted, plain):
                browsing.go(work.get(path, path))
            assert words(scripted) - words(plain) <= ONLY_WITH_SCRIPTS, path


def test_search_and_its_kinds(browse, every_page):
    browsing = browse(java_script_enabled=False)
    browsing.go("/")
    page = browsing.page

    page.locator("[data-search]").fill("queue")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Terms").click()

    assert page.url.endswith("/search/?q=queue&kind=term")
    assert page.locator(".results h2").all_inner_texts() == ["queue"]


def test_a_term_leads_to_the_glossary(browse, every_page):
    browsing = browse(java_script_enabled=False)
    browsing.go(LESSON)

    browsing.page.locator("a.term").first.click()

    assert browsing.page.url.endswith("/glossary/#t-queue")
    assert "A list of work" in browsing.page.locator(".glossary :target").inner_text()


def test_resources_are_saved_and_filtered(browse, every_page, sign_in, somebody):
    browsing = browse(java_script_enabled=False)
    sign_in(browsing, somebody)
    browsing.go("/resources/")
    page = browsing.page

    page.get_by_role("button", name="Save for later: The documentation").click()
    assert ResourceMark.objects.get(learner=somebody).saved
    page.get_by_label("Only what I saved").check()
    page.get_by_role("button", name="Show").click()
    assert "saved=1" in page.url
    assert page.locator(".rescard").count() == 1
    page.get_by_label("Kind").select_option("video")
    page.get_by_role("button", name="Show").click()

    assert page.locator(".rescard").count() == 0


def test_the_theme_the_menu_and_a_lesson_marked_as_done(browse, every_page, sign_in, somebody):
    browsing = browse(java_script_enabled=False, viewport={"width": 390, "height": 844})
    sign_in(browsing, somebody)
    browsing.go(LESSON)
    page = browsing.page

    page.locator("[data-theme-form] button").click()
    assert page.url.endswith(LESSON)
    assert page.locator("html").get_attribute("data-theme") == "light"
    page.get_by_role("button", name="Basics").click()
    assert page.locator("#tree-drawer").get_by_role("link", name="The second lesson").is_visible()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Mark complete and continue").click()
    assert LessonProgress.objects.get(learner=somebody, lesson__slug="first").completed
    page.get_by_role("button", name="Menu").click()
    page.locator("#menu").get_by_role("link", name="Progress").click()

    assert page.url.endswith("/progress/")
