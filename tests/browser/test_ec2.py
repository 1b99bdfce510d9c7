"""The chooser in a real browser: both ways in, picks for a comparison, keyboard, phones, themes, and no JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_adapting import ADOPT, SPACED, text_of_twice_the_size
from tests.browser.test_without_javascript import words
from tests.ec2.small import stocked

BATCH = "/ec2/?work=batch&vcpu=8&memory=16&hours=8&stop=yes"
PAGES = [
    "/ec2/",
    BATCH,
    "/ec2/?work=training",
    "/ec2/?memory=90000",
    "/ec2/?vcpu=two&region=mars",
    "/ec2/?way=browse",
    "/ec2/?way=browse&show=metal&show=gpu&sort=-price&page=2",
    "/ec2/?way=browse&family=zzz",
    "/ec2/?way=browse&type=m7i.large",
]
SIZES = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def prices(transactional_db):
    stocked()


def look(browsing, path):
    browsing.go(path)
    page = browsing.page
    page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    found = [f"{path} scrolls sideways"] if page.evaluate(SIDEWAYS) > 0 else []
    for violation in Axe().run(page, options=OPTIONS).response["violations"]:
        places = [node["target"] for node in violation["nodes"]][:3]
        found.append(f"{path}: {violation['id']}: {violation['help']} {places}")
    return found


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_every_state_of_the_page_is_sound(browse, prices, width, theme):
    browsing = browse(viewport={"width": width, "height": 900}, color_scheme=theme)

    assert [problem for path in PAGES for problem in look(browsing, path)] == []


@pytest.mark.parametrize("width", [320, 700, 1000, 1200])
def test_nothing_scrolls_sideways_in_between(browse, prices, width):
    browsing = browse(viewport={"width": width, "height": 800})
    for path in (BATCH, "/ec2/?way=browse&show=gpu&sort=-gpus"):
        browsing.go(path)
        assert browsing.page.evaluate(SIDEWAYS) <= 0, path


@pytest.mark.parametrize("path", [BATCH, "/ec2/?way=browse&show=gpu"])
def test_wide_spacing_and_large_text_need_no_sideways_scroll(browse, prices, path):
    browsing = browse()
    browsing.go(path)
    page = browsing.page

    page.evaluate(ADOPT, SPACED)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SIDEWAYS) <= 0, width
    page.evaluate(ADOPT, "")
    with text_of_twice_the_size(page):
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(SIDEWAYS) <= 0, width


def test_an_answer_follows_every_field_and_the_cursor_stays(browse, prices):
    browsing = browse()
    browsing.go("/ec2/")
    page = browsing.page

    page.get_by_text("Batch job").click()
    page.wait_for_url("**/ec2/?work=batch")
    field = page.get_by_label("vCPU, at least")
    field.press_sequentially("16", delay=30)
    page.wait_for_url("**/ec2/?work=batch&vcpu=16")

    expect(page.locator(".pick--best .pick__spec")).to_have_text(re.compile("^16 vCPU"))
    assert page.evaluate("document.activeElement.id") == "f-vcpu"
    assert field.input_value() == "16"
    assert re.match(r"\d+ types match\. Best fit: ", page.locator("#announcer").inner_text())
    assert page.locator("#needs-sum").text_content().startswith("Batch job, 16 vCPU")
    assert f"All {page.locator('#needs-count').inner_text()} matches" == page.locator("#h-all").inner_text()


def test_going_back_restores_the_earlier_answer_and_its_fields(browse, prices):
    browsing = browse()
    browsing.go("/ec2/")
    page = browsing.page
    first = page.locator(".pick--best h3").inner_text()
    page.locator("#f-memory").fill("256")
    page.wait_for_url("**/ec2/?memory=256")

    page.go_back()
    expect(page.locator("#f-memory")).to_have_value("")

    assert page.locator(".pick--best h3").inner_text() == first


def test_a_wrong_number_is_told_beside_its_field_and_goes_when_it_is_mended(browse, prices):
    browsing = browse()
    browsing.go("/ec2/")
    page = browsing.page

    page.get_by_label("Hours a day").fill("25")
    expect(page.locator("#p-hours")).to_have_text("Enter a number from 1 to 24, or leave it empty.")
    assert page.locator("#announcer").inner_text().startswith("1 field could not be read.")
    page.get_by_label("Hours a day").fill("8")
    page.wait_for_url("**/ec2/?hours=8")

    expect(page.locator("#p-hours")).to_be_empty()


def test_the_other_way_in_keeps_what_was_said(browse, prices):
    browsing = browse()
    browsing.go("/ec2/")
    page = browsing.page
    page.get_by_label("Region", exact=True).select_option("eu-west-1")
    page.wait_for_url("**/ec2/?region=eu-west-1")
    expect(page.locator("#ways a").last).to_have_attribute("href", re.compile("eu-west-1"))

    page.get_by_role("link", name="Browse all types").click()
    page.wait_for_url("**/ec2/?way=browse&region=eu-west-1")
    assert page.get_by_label("Region", exact=True).input_value() == "eu-west-1"
    page.get_by_label("Families").fill("m7g")
    page.wait_for_url("**family=m7g")
    expect(page.locator("#ways a").first).to_have_attribute("href", re.compile("m7g"))
    page.get_by_role("link", name="Describe my workload").click()

    page.wait_for_url("**/ec2/?region=eu-west-1&family=m7g")


def test_the_table_is_sorted_filtered_and_turned_without_losing_the_picks(browse, prices):
    browsing = browse()
    browsing.go("/ec2/?way=browse")
    page = browsing.page

    page.get_by_label("Compare t3.micro").check()
    page.get_by_role("link", name="vCPU", exact=True).click()
    page.wait_for_url("**sort=vcpus")
    page.locator("#page-2").click()
    page.wait_for_url("**sort=vcpus&page=2")
    page.wait_for_selector("#page-2[aria-current]")
    page.locator(".c-sel input").first.check()
    assert page.locator("[data-picked]").inner_text() == "2 picked"
    page.get_by_label("Filter by name").fill("m7g")
    expect(page.locator(".gridt tbody .c-type").first).to_have_text(re.compile("^m7g"))
    assert page.evaluate("document.activeElement.id") == "f-q"
    page.get_by_role("button", name="Compare", exact=True).click()

    page.wait_for_url("**/ec2/compare/**")
    assert "types=t3.micro" in page.url


def test_the_picks_stop_at_four_and_a_type_has_one_state(browse, prices):
    browsing = browse()
    browsing.go(BATCH)
    page = browsing.page
    proposed = page.locator("[data-names]").text_content().split(", ")
    others = [box for box in page.locator(".c-sel input").all() if box.get_attribute("value") not in proposed]

    for box in others[: 4 - len(proposed)]:
        box.check()

    assert others[6].is_disabled()
    assert "4 picked" in page.locator("[data-picked]").inner_text()
    card = page.locator(".pick--best input")
    card.uncheck()
    assert not page.locator(f".c-sel input[value='{card.get_attribute('value')}']").is_checked()
    assert others[6].is_enabled()


def test_the_keyboard_is_enough(browse, prices):
    browsing = browse()
    browsing.go("/ec2/")
    page = browsing.page

    page.locator("input[name=work]:checked").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**/ec2/?work=database")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.includes('matches')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**#answer")

    assert page.locator(".pick--best").is_visible()


def test_a_phone_sees_the_answer_first_and_cards_for_a_table(browse, prices):
    browsing = browse(viewport={"width": 390, "height": 844})
    browsing.go(BATCH)
    page = browsing.page

    assert not page.get_by_label("vCPU, at least").is_visible()
    assert "Batch job, 8 vCPU, 16 GiB" in page.locator("#needs-sum").inner_text()
    assert page.locator(".gridt thead").is_hidden()
    row = page.locator(".gridt tbody tr").first
    assert re.search(r"8 vCPU, \d+ GiB", row.locator(".c-spec").inner_text())
    assert row.locator(".c-pm").is_visible()
    page.get_by_label("Sort by").select_option("-vcpus")
    page.wait_for_url("**sort=-vcpus")
    expect(row.locator(".c-spec")).not_to_have_text(re.compile("^8 vCPU"))
    page.get_by_text("What do you need?").click()
    assert page.get_by_label("vCPU, at least").is_visible()


def test_without_javascript_the_form_answers(browse, prices):
    browsing = browse(java_script_enabled=False)
    browsing.go("/ec2/")
    page = browsing.page

    page.get_by_text("Batch job").click()
    page.get_by_label("vCPU, at least").fill("8")
    page.get_by_label("Hours a day").fill("8")
    page.get_by_role("button", name="Show", exact=False).first.click()
    assert page.locator(".pick--best .pick__spec").inner_text().startswith("8 vCPU")
    page.locator("#h-all").scroll_into_view_if_needed()
    page.get_by_label("Price for").select_option("month")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "On-Demand, a month" in page.locator(".gridt thead").inner_text()
    page.get_by_role("link", name="vCPU", exact=True).click()
    assert "sort=vcpus" in page.url
    assert "unit=month" in page.url
    page.get_by_role("button", name="Compare", exact=True).click()

    assert "/ec2/compare/" in page.url
    assert "types=" in page.url
    assert "vcpu=8" in page.url


def test_pages_say_the_same_without_it(browse, prices):
    scripted, plain = browse(), browse(java_script_enabled=False)
    for path in (BATCH, "/ec2/?way=browse"):
        for browsing in (scripted, plain):
            browsing.go(path)
        more = words(scripted) - words(plain)
        assert all("picked" in line or re.fullmatch(r"[a-z0-9., -]+", line) for line in more), more
