"""The tags and filters that every template may use."""

import re
from pathlib import Path

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context, Template

from portal import staticfiles
from portal.content.source import ICONS
from portal.curriculum.cards import ICON_OF_KIND
from portal.templatetags.portal import message_icon
from tests.collecting import FILES, collect, serving, write_static

ROOT = Path(__file__).resolve().parent.parent
SPRITE = (ROOT / "static/img/icons.svg").read_text()
LEVELS = [constants.DEBUG, constants.INFO, constants.SUCCESS, constants.WARNING, constants.ERROR]


def rendered(template, **context):
    return Template(template).render(Context(context))


@pytest.fixture
def source(tmp_path):
    return write_static(tmp_path / "source")


@pytest.fixture
def production(settings, tmp_path, source):
    """Static files are joined and hashed."""
    with serving(settings, source, tmp_path / "root"):
        collect()
        yield


@pytest.fixture
def development(settings, tmp_path, source):
    """Static files are served as they lie there."""
    plain = settings.STORAGES
    with serving(settings, source, tmp_path / "root"):
        settings.STORAGES = plain
        settings.DEBUG = True
        yield


def test_an_icon_is_drawn_from_the_sprite_and_silent():
    assert rendered('{% icon "check" %}') == (
        '<svg class="icon" aria-hidden="true"><use href="/static/img/icons.svg#check"/></svg>'
    )


def test_an_icon_takes_classes():
    assert rendered('{% icon "done" "st st--done" %}').startswith('<svg class="icon st st--done" ')


def test_the_name_of_an_icon_cannot_leave_its_quotes():
    assert 'icons.svg#&quot;&gt;&lt;b&gt;"/></svg>' in rendered("{% icon name %}", name='"><b>')


def test_an_icon_comes_from_the_hashed_sprite(production):
    assert f'href="{staticfiles_storage.url("img/icons.svg")}#check"' in rendered('{% icon "check" %}')
    assert staticfiles_storage.url("img/icons.svg") != "/static/img/icons.svg"


def test_every_icon_that_is_asked_for_is_in_the_sprite():
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    named = set(re.findall(r'{% icon "([a-z-]+)"', templates)) | set(ICONS) | set(ICON_OF_KIND.values())
    named |= {message_icon(Message(level, "")) for level in LEVELS}

    assert named - set(re.findall(r'<symbol id="([a-z-]+)"', SPRITE)) == set()


def test_pages_ask_for_one_sheet(production):
    url = staticfiles_storage.url("css/site.css")

    assert rendered("{% stylesheets %}") == f'<link rel="stylesheet" href="{url}">'


def test_in_development_each_sheet_is_its_own_and_the_order_of_layers_comes_first(development):
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', rendered("{% stylesheets %}"))

    assert sheets[0] == "/static/css/layers.css"
    assert sorted(sheets) == sorted(
        f"/static/{name}" for name in FILES if name.endswith(".css") and "admin" not in name
    )


def test_pages_ask_for_htmx_and_one_script_and_know_their_hashes(production):
    htmx, own = rendered("{% scripts %}").split("\n")

    assert htmx == (
        f'<script src="{staticfiles_storage.url("django_htmx/htmx-2.min.js")}"'
        f' integrity="{staticfiles.integrity("django_htmx/htmx-2.min.js")}" defer></script>'
    )
    assert own == (
        f'<script src="{staticfiles_storage.url("js/site.js")}"'
        f' integrity="{staticfiles.integrity("js/site.js")}" type="module"></script>'
    )
    assert staticfiles.integrity("js/site.js").startswith("sha384-")


def test_in_development_each_script_is_its_own_and_may_change(development):
    assert rendered("{% scripts %}").split("\n") == [
        '<script src="/static/django_htmx/htmx-2.min.js" defer></script>',
        '<script src="/static/js/copy.js" type="module"></script>',
        '<script src="/static/js/terms.js" type="module"></script>',
    ]


def test_the_face_of_the_text_alone_is_fetched_early(production):
    url = staticfiles_storage.url("fonts/inter-400-700.woff2")

    assert rendered("{% preload_fonts %}") == (
        f'<link rel="preload" href="{url}" as="font" type="font/woff2" crossorigin>'
    )


def test_without_typefaces_nothing_is_fetched_early(settings, tmp_path):
    source = write_static(tmp_path / "source", **{"fonts/inter-400-700.woff2": None})

    with serving(settings, source, tmp_path / "root"):
        assert rendered("{% preload_fonts %}") == ""


@pytest.mark.parametrize(
    ("level", "icon"),
    [
        (constants.ERROR, "alert"),
        (constants.WARNING, "alert"),
        (constants.SUCCESS, "done"),
        (constants.INFO, "info"),
        (constants.DEBUG, "info"),
    ],
)
def test_a_message_shows_what_kind_it_is(level, icon):
    assert rendered("{{ message|message_icon }}", message=Message(level, "Saved.")) == icon


@pytest.mark.parametrize(
    ("address", "host", "path"),
    [
        ("https://www.example.org/a/b/?c=d#e", "example.org", "/a/b"),
        ("https://docs.example.org:8443/", "docs.example.org", ""),
        ("https://wwwhost.example.org", "wwwhost.example.org", ""),
        ("nonsense", "", "nonsense"),
    ],
)
def test_an_address_is_told_by_host_and_path(address, host, path):
    assert rendered("{{ address|host }} {{ address|path_of }}", address=address) == f"{host} {path}"


@pytest.mark.parametrize(("text", "day"), [("2026-11-24", "24 Nov 2026"), ("2027-01-02", "2 Jan 2027")])
def test_a_day_is_said_in_words(text, day):
    assert rendered("{{ text|day }}", text=text) == day
