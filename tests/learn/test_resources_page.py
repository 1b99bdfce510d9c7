"""The library of links: what is listed, and how it is narrowed down."""

import datetime
import re

import pytest
from django.utils import timezone

from portal.curriculum.models import Lesson, Resource, Topic
from portal.progress import marks
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def links():
    """Two topics, and in each documentation and a video; by name."""
    found = {}
    for topic in ("compute", "storage"):
        lesson = factories.make_lesson(f"{topic}-lesson", factories.make_topic(topic))
        for kind in ("docs", "video"):
            found[f"{topic}-{kind}"] = factories.make_resource(f"{topic}-{kind}", lesson, kind=kind)
    return found


def page_of(client, query=""):
    return client.get(f"/resources/{query}").content.decode()


def listed(page):
    """The ids of the links, in the order of the page."""
    return re.findall(r'data-visit="/resources/([^/]+)/visit/"', page)


def chosen(page):
    """What the two selects stand on."""
    return re.findall(r'<option value="([^"]*)" selected>', page)


# What is listed


def test_every_link_is_there_in_the_order_of_the_course_with_its_lesson(client, links):
    page = page_of(client)

    assert listed(page) == list(links)
    assert "4 resources<" in page
    assert page.count('<a href="/lessons/compute/compute-lesson/">Compute Lesson</a>') == 2


def test_a_card_says_where_it_leads_what_it_is_and_how_long_it_takes(client):
    factories.make_resource(
        "guide",
        url="https://www.example.org/a/guide?x=1&y=2",
        title="A <guide>",
        kind="tutorial",
        minutes=12,
        note="Dry, but *complete*.",
    )

    page = page_of(client)

    assert 'href="https://www.example.org/a/guide?x=1&amp;y=2" rel="noopener"' in page
    assert "A &lt;guide&gt;" in page
    assert "(leads to example.org)" in page
    assert ">Tutorial<" in page
    assert ">12 min<" in page
    assert "Dry, but <em>complete</em>." in page
    assert "1 resource<" in page


@pytest.mark.parametrize(
    "change", [{"status": "draft"}, {"publish": datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)}]
)
def test_links_of_drafts_are_listed_without_their_lesson(client, links, change):
    Lesson.objects.filter(slug="compute-lesson").update(**change)

    page = page_of(client)

    assert listed(page) == list(links)
    assert "Compute Lesson" not in page
    assert "/lessons/compute/" not in page
    assert "Storage Lesson" in page


@pytest.mark.parametrize(
    ("model", "slug", "left"),
    [
        (Resource, "compute-docs", ["compute-video", "storage-docs", "storage-video"]),
        (Lesson, "compute-lesson", ["storage-docs", "storage-video"]),
        (Topic, "compute", ["storage-docs", "storage-video"]),
    ],
)
def test_what_is_gone_takes_its_links_along(client, links, model, slug, left):
    model.objects.filter(slug=slug).update(withdrawn=True)

    assert listed(page_of(client)) == left


def test_a_course_without_links_says_so(client):
    page = page_of(client)

    assert listed(page) == []
    assert '<div class="empty">' in page


# By topic and kind


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?topic=compute", ["compute-docs", "compute-video"]),
        ("?kind=video", ["compute-video", "storage-video"]),
        ("?topic=storage&kind=docs", ["storage-docs"]),
        ("?topic=&kind=docs", ["compute-docs", "storage-docs"]),
        ("?topic=storage&kind=", ["storage-docs", "storage-video"]),
    ],
)
def test_topic_and_kind_narrow_it_down_alone_and_together(client, links, query, found):
    assert listed(page_of(client, query)) == found


def test_the_form_keeps_what_was_chosen(client, links):
    assert chosen(page_of(client, "?topic=storage&kind=docs")) == ["storage", "docs"]
    assert chosen(page_of(client)) == []


def test_every_topic_and_kind_can_be_chosen(client, links):
    Topic.objects.create(slug="gone", title="Gone", summary="", withdrawn=True)

    page = page_of(client)

    values = re.findall(r'<option value="([^"]+)"', page)
    assert values == ["compute", "storage", *Resource.Kind.values]


def test_where_nothing_matches_the_page_says_so_and_leads_back(client, links):
    page = page_of(client, "?topic=compute&kind=course")

    assert listed(page) == []
    assert "Nothing matches" in page
    assert '<a class="btn btn--sm" href="/resources/">Show all resources</a>' in page
    assert chosen(page) == ["compute", "course"]


@pytest.mark.parametrize(
    "query",
    [
        "?topic=no-such",
        "?kind=no-such",
        "?topic=no-such&kind=no-such",
        "?topic=%00&kind=%00",
        "?topic=%ff%fe",
        "?topic='%20OR%201=1--",
        "?topic=%3Cscript%3E&kind=%3Cscript%3E",
        "?topic=" + "a" * 3000,
        "?saved=no-such",
        "?no-such=1",
        "?topic[]=compute",
    ],
)
def test_values_that_are_none_show_everything(learner_client, links, query):
    response = learner_client.get(f"/resources/{query}")
    page = response.content.decode()

    assert (response.status_code, listed(page), chosen(page)) == (200, list(links), [])
    assert "<script>" not in page


def test_a_bad_value_leaves_the_good_one_standing(client, links):
    assert listed(page_of(client, "?topic=compute&kind=no-such")) == ["compute-docs", "compute-video"]


def test_of_two_values_the_last_one_counts(client, links):
    assert listed(page_of(client, "?topic=compute&topic=storage")) == ["storage-docs", "storage-video"]


# What was saved


def test_only_what_i_saved(learner_client, learner, other_learner, links):
    now = timezone.now()
    marks.save(learner, links["compute-docs"], keep=True, now=now)
    marks.save(learner, links["storage-docs"], keep=True, now=now)
    marks.save(learner, links["storage-docs"], keep=False, now=now)
    marks.visit(learner, links["storage-video"], now=now)
    marks.save(other_learner, links["compute-video"], keep=True, now=now)

    page = page_of(learner_client, "?saved=1")

    assert listed(page) == ["compute-docs"]
    assert 'name="saved" value="1" checked' in page


def test_saved_topic_and_kind_together(learner_client, learner, links):
    for link in links.values():
        marks.save(learner, link, keep=True, now=timezone.now())

    assert listed(page_of(learner_client, "?saved=1&topic=storage&kind=video")) == ["storage-video"]


def test_before_anything_was_saved_the_page_says_how(learner_client, links):
    assert "The bookmark beside a resource keeps it on this list." in page_of(learner_client, "?saved=1")


def test_a_visitor_is_not_asked_for_what_was_saved(client, links):
    assert 'name="saved"' not in page_of(client)
    assert listed(page_of(client, "?saved=1")) == list(links)


def test_saving_leads_back_to_the_list_as_it_was(learner_client, links):
    page = page_of(learner_client, "?topic=storage&kind=docs")
    back = re.search(r'rescard__save".*?name="back" value="([^"]+)"', page, re.DOTALL)[1].replace("&amp;", "&")

    response = learner_client.post("/resources/storage-docs/save/", {"back": back}, follow=True)

    assert listed(response.content.decode()) == ["storage-docs"]
    assert 'aria-pressed="true"' in response.content.decode()
