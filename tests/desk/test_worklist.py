"""The list of what to check again."""

import datetime
import re

import pytest
from django.utils import timezone

from portal.curriculum.models import Lesson, Resource
from portal.desk.worklist import FRESH_DAYS
from portal.quizzes.models import Question
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/admin/curriculum/lesson/worklist/"
DAY = datetime.timedelta(days=1)
OLD, FRESH = (timezone.localdate() - days * DAY for days in (FRESH_DAYS + 1, FRESH_DAYS))


@pytest.fixture
def fresh():
    """A lesson, a question and a link that need nothing."""
    lesson = factories.make_lesson("fresh", checked=FRESH)
    question = factories.make_question("asked", lesson)
    link = factories.make_resource("docs", lesson, link_state="ok", link_checked=timezone.now())
    source(question, FRESH)
    return lesson, question, link


def source(question, *days):
    sources = [{"url": "https://docs.aws.amazon.com/", "checked": f"{day}"} for day in days]
    Question.objects.filter(pk=question.pk).update(sources=sources)


def listed(client):
    """What stands on the page, by the words of its link: when it was checked."""
    page = client.get(PAGE).content.decode()
    rows = re.findall(r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th><td>([^<]+)</td>', page)
    assert all(client.get(url).status_code == 200 for url, *_ in rows)
    return {name: said for _, name, said in rows}


def shown(day):
    return f"{day:%-d %b %Y}"


def test_what_was_checked_in_the_last_half_year_is_not_listed(editor_client, fresh):
    assert listed(editor_client) == {}
    assert editor_client.get(PAGE).content.decode().count("Nothing to do.") == 3


def test_old_facts_are_listed_by_their_oldest_source(editor_client, fresh):
    lesson, question, _ = fresh
    Lesson.objects.filter(pk=lesson.pk).update(checked=OLD)
    source(question, FRESH, OLD)

    assert listed(editor_client) == {"Fresh": shown(OLD), "asked": shown(OLD)}


def test_what_never_was_checked_comes_first(editor_client, fresh):
    factories.make_lesson("older", checked=OLD)
    factories.make_lesson("never", checked=None)

    assert list(listed(editor_client).items()) == [("Never", "Never"), ("Older", shown(OLD))]


@pytest.mark.parametrize(
    ("state", "is_listed"),
    [("ok", False), ("guarded", False), ("moved", True), ("silent", True), ("gone", True), ("refused", True)],
)
def test_links_are_listed_where_they_changed(editor_client, fresh, state, is_listed):
    Resource.objects.update(link_state=state)

    assert ("Docs" in listed(editor_client)) is is_listed


def test_links_are_listed_where_nobody_asked_for_half_a_year(editor_client, fresh):
    Resource.objects.update(link_checked=timezone.now() - (FRESH_DAYS + 2) * DAY)

    assert "Docs" in listed(editor_client)


def test_what_was_withdrawn_is_nobodys_work(editor_client, fresh):
    Lesson.objects.update(checked=OLD, withdrawn=True)

    assert "Fresh" not in listed(editor_client)


def test_the_index_leads_to_it_and_only_editors_see_it(editor_client, client, fresh):
    assert f'href="{PAGE}"' in editor_client.get("/admin/").content.decode()
    assert client.get(PAGE).status_code == 302

    client.force_login(factories.make_user("helper", is_staff=True))
    assert client.get(PAGE).status_code == 403
