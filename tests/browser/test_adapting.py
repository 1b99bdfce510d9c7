"""Pages adapt to the reader: text spacing and size, zoom, thumbs, themes, colours of their own, no motion, paper."""

from contextlib import contextmanager

import pytest

from tests.browser.every_page import LESSON

SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
ADOPT = "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }"
FADES = "window.faded = new Promise(tell => addEventListener('pagereveal', event => tell(!!event.viewTransition)))"
PAPER = {"width": 760, "height": 1000}


def losses(page, path, *sizes, css=""):
    """What the page loses at each of the sizes, with the reader’s own style."""
    page.evaluate(ADOPT, css)
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        yield from (f"{path} at {width}: {loss}" for loss in page.evaluate("rulers.lost()"))


def style(locator, *properties):
    return locator.evaluate("(element, names) => names.map(name => getComputedStyle(element)[name])", list(properties))


def frame(locator):
    """How an element is framed, in what forced colours leave of it."""
    return style(locator, "borderTopStyle", "borderTopWidth", "borderTopColor", "outlineStyle", "outlineWidth")


@contextmanager
def text_of_twice_the_size(page):
    """What a reader sets in the browser: widths in rem follow it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    yield
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    devtools.detach()


def test_nothing_is_lost_with_wider_spacing_at_400_percent_turned_round_or_with_large_text(walk):
    found = []
    for path, browsing in walk():
        page = browsing.page
        found += losses(page, path, (1280, 900), (320, 700), css=SPACED)
        found += losses(page, path, (844, 390))
        with text_of_twice_the_size(page):
            found += losses(page, path, (1280, 900), (390, 844))

    assert found == []


def test_the_bar_keeps_search_theme_and_menu_at_320(browse, every_page):
    browsing = browse(viewport={"width": 320, "height": 700})
    browsing.go("/")
    page = browsing.page

    for name in ("Search", "Menu"):
        assert page.locator("header").get_by_label(name, exact=True).is_visible(), name
    with page.expect_response("**/theme/"):
        page.locator("[data-theme-form] button").click()
    page.get_by_role("button", name="Menu").click()
    assert page.locator("#menu").get_by_role("link").all_inner_texts() == [
        "Learn",
        "EC2 chooser",
        "Resources",
        "Glossary",
        "Progress",
        "Sign in",
    ]


def test_answers_have_room_for_a_thumb(browse, every_page):
    browsing = browse(viewport={"width": 320, "height": 700}, has_touch=True, is_mobile=True)
    browsing.go(LESSON)
    answers = ".opt, .order__move button, .match select, .answerfield input, .q__foot .btn"

    heights = browsing.page.eval_on_selector_all(
        answers, "all => all.map(each => [rulers.named(each), each.getBoundingClientRect().height])"
    )

    assert [name for name, height in heights if height < 44] == []
    assert len(heights) > 30
    assert browsing.page.evaluate("rulers.lost()") == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_bars_and_the_chosen_answer_stand_out_three_to_one(browse, work, sign_in, somebody, theme):
    browsing = browse(color_scheme=theme, reduced_motion="reduce")
    sign_in(browsing, somebody)
    browsing.go(LESSON)
    page = browsing.page
    choice = page.locator("#q-q-single .opt").first
    choice.click()

    for control in page.locator(".prose .input, .match select").all():
        assert control.evaluate("each => rulers.contrast(getComputedStyle(each).borderColor, each.parentElement)") >= 3
    assert page.locator(".lesson__tree .bar rect").evaluate(
        "done => rulers.contrast(getComputedStyle(done).fill, done.parentElement)"
    ) >= 3  # fmt: skip
    assert choice.evaluate("each => rulers.contrast(getComputedStyle(each).boxShadow.match(/^.*?\\)/)[0], each)") >= 3


@pytest.fixture(params=["light", "dark"])
def forced(request, browse, every_page):
    """A lesson in colours of the reader's own, with a theme chosen here that is the opposite of them."""
    browsing = browse(forced_colors="active", color_scheme=request.param)
    opposite = {"light": "dark", "dark": "light"}[request.param]
    browsing.context.add_cookies([{"name": "theme", "value": opposite, "url": browsing.base}])
    browsing.go(LESSON)
    assert browsing.page.locator("html").get_attribute("data-theme") == opposite
    return browsing


def test_forced_colours_tell_what_is_chosen_and_what_was_right(forced):
    single = forced.page.locator("#q-q-single")
    choice = {name: single.locator(".opt", has_text=text) for name, text in
              {"right": "A worker", "mine": "The shopper", "rest": "Nobody"}.items()}  # fmt: skip
    single.locator("[value=shopper]").check()
    single.get_by_label("Not sure").check()
    assert frame(choice["mine"]) != frame(choice["rest"])
    assert frame(single.locator(".chip", has_text="Not sure")) != frame(single.locator(".chip", has_text="A guess"))

    single.get_by_role("button", name="Check answer").click()
    single.locator(".verdict").wait_for()

    assert len({tuple(frame(row)) for row in choice.values()}) == 3
    for row, tag in ((choice["right"], "Correct answer"), (choice["mine"], "Your answer")):
        assert row.locator(".opt__tag").inner_text() == tag
        assert (
            row.locator(".opt__tag .icon").evaluate("icon => rulers.contrast(getComputedStyle(icon).color, icon)") > 3
        )


def test_forced_colours_leave_a_lesson_its_pictures_terms_and_place(forced):
    page = forced.page
    for own in (".lesson__tree .bar", ".figure__box"):
        assert style(page.locator(own), "forcedColorAdjust") == ["none"], own
    shape = page.locator(".dia rect").first
    assert shape.evaluate("shape => rulers.contrast(getComputedStyle(shape).fill, shape.closest('.figure__box'))") > 3
    states = page.locator(".tree .st:visible, .endcard .icon").all()
    assert len(states) > 1
    assert min(icon.evaluate("icon => rulers.contrast(getComputedStyle(icon).color, icon)") for icon in states) > 3

    assert style(page.locator("a.term").first, "textDecorationLine") == ["underline"]
    assert style(page.locator(".code .hll"), "borderLeftWidth") == ["4px"]
    lessons = page.locator(".lesson__tree li a")
    assert frame(lessons.first) != frame(lessons.last)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_selector("[data-outline] [aria-current]")
    assert len({tuple(style(link, "borderLeftColor")) for link in page.locator("[data-outline] a").all()}) == 2


def test_forced_colours_tell_what_is_current_pressed_and_found(forced, sign_in, somebody):
    page = forced.page
    sign_in(forced, somebody)

    forced.go("/resources/")
    assert style(page.locator(".field select").first, "appearance") == ["auto"]
    forced.go("/search/?q=queue&kind=lesson")
    assert frame(page.locator(".chip[aria-current]")) != frame(page.locator(".chip").first)
    assert style(page.locator("mark").first, "backgroundColor") != style(page.locator("body"), "backgroundColor")
    forced.go("/accounts/profile/")
    assert frame(page.locator("main [aria-pressed=true]")) != frame(page.locator("main [aria-pressed=false]").first)
    forced.go("/glossary/#t-queue")
    assert style(page.locator(".glossary :target"), "outlineStyle") == ["solid"]


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_want_less_motion(browse, work, sign_in, somebody, motion):
    browsing = browse(reduced_motion=motion)
    browsing.context.add_init_script(FADES)
    sign_in(browsing, somebody)
    moving = {}
    for path in ("/", LESSON, "/progress/", "/accounts/profile/", work["OPEN"]):
        browsing.go(path)
        moving[path] = browsing.page.evaluate("rulers.moving()")

    browsing.page.locator(".mainnav").get_by_role("link", name="Glossary").click()
    browsing.page.wait_for_url("**/glossary/")

    if motion == "reduce":
        assert {path: what for path, what in moving.items() if what} == {}
        assert browsing.page.evaluate("faded") is False
    else:  # or else the ruler would be blind
        assert all(moving.values())
        assert browsing.page.evaluate("faded") is True


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_printed_lesson_is_dark_on_white_with_its_checks_readable(browse, every_page, theme):
    browsing = browse(viewport=PAPER, color_scheme=theme, reduced_motion="reduce")
    browsing.context.add_cookies([{"name": "theme", "value": theme, "url": browsing.base}])
    browsing.go(LESSON)
    page, single = browsing.page, browsing.page.locator("#q-q-single")
    single.locator("[value=shopper]").check()
    single.get_by_role("button", name="Check answer").click()
    single.locator(".verdict").wait_for()
    page.emulate_media(media="print")

    for part in ("h1", ".prose > p", ".q__text", ".opt__txt", ".opt__why", ".code code", ".admonition p"):
        text = page.locator(part).first
        assert text.evaluate("part => rulers.contrast(getComputedStyle(part).color, part)") > 7, part
    assert style(page.locator("body"), "backgroundColor") == ["rgba(0, 0, 0, 0)"]
    assert set(single.locator(".opt__tag:visible").all_inner_texts()) == {"Your answer", "Correct answer"}
    assert page.locator("#q-q-multiple .opt__txt:visible").count() == 4
    assert page.locator("button:visible, .opt input:visible, .hint:visible").count() == 0
    assert page.evaluate("rulers.lost()") == []


def test_a_printed_lesson_leaves_room_to_write_an_order_and_partners(browse, every_page):
    browsing = browse(viewport=PAPER)
    browsing.go(LESSON)
    browsing.page.emulate_media(media="print")

    row, partner = browsing.page.locator(".order__item").first, browsing.page.locator(".match select").first
    assert row.evaluate("row => getComputedStyle(row, '::before').content") == '""'
    assert not row.locator(".order__handle").is_visible()
    assert style(partner, "color") == ["rgba(0, 0, 0, 0)"]
    assert browsing.page.locator(".match__chip:visible").count() == 3
