"""The keyboard alone: skip links, a focus that is seen and never covered, a way from the first page to the next lesson."""

import pytest

from tests.browser.every_page import LESSON

LOOKS = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"color_scheme": "dark", "forced_colors": "active"}]


def test_the_link_to_the_content_is_seen_and_leads_there(browse, every_page):
    browsing = browse()
    browsing.go("/glossary/")
    page, skip = browsing.page, browsing.page.locator(".skip")

    page.keyboard.press("Tab")
    assert skip.evaluate("skip => document.elementFromPoint(skip.offsetLeft + 5, skip.offsetTop + 5) === skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("!!document.activeElement.closest('main')")
    assert skip.bounding_box()["y"] < 0


def test_whatever_takes_the_focus_shows_it(walk):
    found = []
    for path, browsing in walk(reduced_motion="reduce"):
        for look in LOOKS:
            browsing.page.emulate_media(**{"forced_colors": "none", **look})
            found += [f"{path}, {look}: {what}" for what in browsing.page.evaluate("rulers.unmarked()")]

    assert found == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_focus_is_never_under_a_bar(browse, every_page, width):
    browsing = browse(viewport={"width": width, "height": 600})
    browsing.go(LESSON)
    page = browsing.page

    for key in ("Tab", "Shift+Tab"):
        found, stops = [], 0
        page.keyboard.press(key)
        while page.evaluate("document.activeElement !== document.body") and stops < 200:
            stops += 1
            found.append(page.evaluate("rulers.hidden()"))
            page.keyboard.press(key)

        assert [what for what in found if what] == []
        assert 50 < stops < 200, "the whole lesson was walked through, and nothing holds the focus"


def tab_to(page, selector):
    """Press Tab until the focus is there."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_from_home_through_a_lesson_and_its_check_to_the_next(browse, course):
    browsing = browse()
    browsing.go("/")
    page, press = browsing.page, browsing.page.keyboard.press

    tab_to(page, "main .btn--primary")
    press("Enter")
    page.wait_for_url(f"**{LESSON}")
    tab_to(page, "#q-first-check [type=radio]")
    while not page.locator("#q-first-check [value=worker]").is_checked():
        press("ArrowDown")
    tab_to(page, "#q-first-check [type=submit]")
    press("Enter")
    page.wait_for_selector("#q-first-check .verdict h2:focus")
    assert page.inner_text("#q-first-check .verdict h2") == "Correct"
    tab_to(page, ".endcard .btn--primary")
    press("Enter")

    page.wait_for_url("**/lessons/basics/second/")
    tab_to(page, ".brand")
    press("Enter")
    page.wait_for_url(f"{browsing.base}/")
    assert "1 of 2" in page.inner_text(".path")
