"""The pages beside the chooser in both themes and three widths, with the keyboard alone, and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.ec2.small import stocked

PAGES = [
    "/ec2/compare/",
    "/ec2/compare/?types=m5.large&types=c7i.large",
    "/ec2/compare/?types=c7g.2xlarge,c7i.2xlarge,c6g.2xlarge&work=batch&vcpu=8&memory=16&hours=8",
    "/ec2/compare/?types=c7g.2xlarge,t3.xlarge,m5.xlarge,p5.48xlarge",
    "/ec2/compare/?types=m5.large,m5.larg",
    "/ec2/types/m7gd.2xlarge/?hours=8",
    "/ec2/types/t8i.small/",
    "/ec2/types/p5.48xlarge/?region=eu-west-1",
    "/ec2/types/nothing/",
    "/ec2/data/",
    "/ec2/upgrade/",
    "/ec2/upgrade/?type=m5.large&short=memory",
    "/ec2/upgrade/?type=t3.large&short=cpu&arm=yes",
    "/ec2/upgrade/?type=m5.larg&short=patience&region=mars",
]
SIZES = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def site_with_data(transactional_db):
    stocked()


def quiet(browsing):
    """A 404 is what two of the pages are about."""
    browsing.problems[:] = [problem for problem in browsing.problems if "404" not in problem]


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_every_page_is_sound(browse, site_with_data, width, theme):
    browsing = browse(viewport={"width": width, "height": 900}, color_scheme=theme)
    found = []

    for path in PAGES:
        browsing.go(path)
        if browsing.page.evaluate(SIDEWAYS) > 0:
            found.append(f"{path} scrolls sideways")
        for violation in Axe().run(browsing.page, options=OPTIONS).response["violations"]:
            places = [node["target"] for node in violation["nodes"]][:3]
            found.append(f"{path}: {violation['id']}: {violation['help']} {places}")

    quiet(browsing)
    assert found == []


def test_nothing_scrolls_sideways_at_320(browse, site_with_data):
    browsing = browse(viewport={"width": 320, "height": 700})

    for path in PAGES:
        browsing.go(path)
        assert browsing.page.evaluate(SIDEWAYS) <= 0, path
    quiet(browsing)


def test_a_comparison_is_made_and_changed_without_javascript(browse, site_with_data):
    browsing = browse(java_script_enabled=False)
    browsing.go("/ec2/compare/?hours=8")
    page = browsing.page

    page.get_by_label("Two to four types").fill("m5.large, m7i.large m7g.large")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Three types, side by side"
    assert "243 hours" in page.locator("main").inner_text()
    page.get_by_role("link", name="Remove m7i.large").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Two types, side by side"
    assert "hours=8" in page.url
    page.get_by_role("link", name="Link to this comparison").click()
    assert page.url.endswith("/ec2/compare/?types=m5.large,m7g.large&hours=8")


def test_only_the_differences_can_be_shown(browse, site_with_data):
    browsing = browse()
    browsing.go("/ec2/compare/?types=m5.large,m7i.large")
    page = browsing.page
    before = page.locator(".cmpt tbody tr:not(.grp)").count()

    page.get_by_role("link", name="Show only these").click()
    page.get_by_role("link", name="Show all lines").wait_for()

    assert 0 < page.locator(".cmpt tbody tr:not(.grp)").count() < before


def test_the_link_is_copied(browse, site_with_data):
    browsing = browse(permissions=["clipboard-read", "clipboard-write"])
    browsing.go("/ec2/compare/?types=m5.large,m7i.large&way=browse&q=m5")
    page = browsing.page

    page.get_by_role("link", name="Link to this comparison").click()
    page.wait_for_selector("text=Copied")

    assert page.evaluate("navigator.clipboard.readText()").endswith("/ec2/compare/?types=m5.large,m7i.large")


def test_an_upgrade_is_found_with_the_keyboard_alone(browse, site_with_data):
    browsing = browse()
    browsing.go("/ec2/upgrade/")
    page = browsing.page

    page.get_by_label("Your type").focus()
    page.keyboard.type("t3.large")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Where to move from t3.large").wait_for()

    assert page.get_by_role("radio", name="CPU").is_checked()
    assert page.locator(".scatter").get_attribute("aria-label").startswith("t3.large, where you are")
    assert page.locator(".scatter__mark").count() > 1


def test_an_upgrade_is_found_without_javascript(browse, site_with_data):
    browsing = browse(java_script_enabled=False)
    browsing.go("/ec2/upgrade/?hours=8")
    page = browsing.page

    page.get_by_label("Your type").fill("m5.large")
    page.get_by_text("Network", exact=True).click()
    page.get_by_role("button", name="Show where to move").click()

    assert "243 hours" in page.locator("main").inner_text()
    page.get_by_role("link", name="Compare with the first three").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Four types, side by side"


def test_a_type_leads_to_its_siblings_and_back(browse, site_with_data):
    browsing = browse()
    browsing.go("/ec2/types/m7gd.2xlarge/?hours=8&work=batch")
    page = browsing.page

    page.get_by_role("link", name="m7g.2xlarge", exact=True).click()
    page.get_by_role("heading", level=1, name="m7g.2xlarge").wait_for()
    page.get_by_role("link", name="Back to the chooser").click()
    page.wait_for_url("**/ec2/?work=batch&hours=8")
