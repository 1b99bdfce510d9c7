"""Where one is and where things are: titles, headings, language, names of buttons, search and help in one place."""

from itertools import pairwise

from tests.browser.every_page import LESSON

LEVELS = """[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(each => each.checkVisibility())
    .map(each => Number(each.localName[1]))"""
SAME_PLACE = {"ANSWERED": "OPEN", "/resources/?saved=1": "/resources/"}


def test_every_page_says_where_one_is(walk):
    titles = {}
    for path, browsing in walk():
        page = browsing.page
        titles.setdefault(page.title(), set()).add(SAME_PLACE.get(path, path))
        assert page.locator("html").get_attribute("lang") == "en-GB", path
        assert page.evaluate("rulers.first()") == "a.skip “Skip to content”", path
        assert page.locator("main#main").count() == 1, path
        levels = page.evaluate(LEVELS)
        assert levels[0] == levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        assert page.evaluate("rulers.misnamed()") == [], path
        if page.locator(".topbar").count():  # a page for signing in leads back by the site's name alone
            assert page.locator(".foot a").first.inner_text() == "Help and accessibility", path
            assert page.locator(".topbar [role=search]").is_visible(), path
        assert page.locator(".brand").count() == 1, path

    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}
    assert all("Stratum" in title for title in titles)


def test_a_page_is_reached_in_two_ways_and_choosing_in_a_form_does_not_leave_it(browse, every_page):
    browsing = browse()
    page = browsing.page
    for path in ("/topics/basics/", "/search/?q=first"):
        browsing.go(path)
        assert page.locator(f"main a[href^='{LESSON}']").count() >= 1, path

    browsing.go("/resources/")
    page.get_by_label("Topic").select_option("basics")
    page.get_by_label("Kind").select_option("video")
    page.wait_for_timeout(300)
    assert page.url.endswith("/resources/")
    assert page.locator(".rescard").count() == 1
    page.get_by_role("button", name="Show").click()

    assert "kind=video" in page.url
