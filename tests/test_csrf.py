"""Forgery protection by origin."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.quizzes.models import Answer
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def answer_to():
    return reverse("quizzes:check_answer", args=[factories.make_question().slug])


def test_our_own_origin_needs_no_token(browser, answer_to):
    response = browser.post(answer_to, {"choice": "right"}, headers={"origin": "http://testserver"})

    assert response.status_code == 302
    assert Answer.objects.count() == 1


def test_the_address_of_the_site_is_our_own_too(browser, answer_to, settings):
    """Behind a proxy the host that Django sees may be another than the one in the browser."""
    assert browser.post(answer_to, {"choice": "right"}, headers={"origin": settings.BASE_URL}).status_code == 302


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example.org", "https://testserver", "http://testserver:81", "http://evil.testserver", "null"],
)
def test_a_foreign_origin_is_refused(browser, answer_to, origin):
    response = browser.post(answer_to, {"choice": "right"}, headers={"origin": origin})

    assert response.status_code == 403
    assert "This form was not accepted" in response.content.decode()
    assert not Answer.objects.exists()


def test_a_foreign_origin_is_refused_with_a_token_too(browser, learner):
    page = browser.get(reverse("account_login")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    fields = {"login": "learner", "password": "a long enough password", "csrfmiddlewaretoken": token}

    response = browser.post(reverse("account_login"), fields, headers={"origin": "https://evil.example.org"})

    assert response.status_code == 403
    assert "_auth_user_id" not in browser.session


def test_without_an_origin_a_token_is_needed(browser, answer_to):
    assert browser.post(answer_to, {"choice": "right"}).status_code == 403
    assert not Answer.objects.exists()


def test_without_an_origin_the_token_of_the_form_is_enough(browser, learner):
    page = browser.get(reverse("account_login")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    fields = {"login": "learner", "password": "a long enough password", "csrfmiddlewaretoken": token}

    assert browser.post(reverse("account_login"), fields).status_code == 302
    assert browser.session["_auth_user_id"] == str(learner.pk)


def test_a_wrong_token_without_an_origin_is_refused(browser, learner):
    browser.get(reverse("account_login"))
    fields = {"login": "learner", "password": "a long enough password", "csrfmiddlewaretoken": "x" * 64}

    assert browser.post(reverse("account_login"), fields).status_code == 403


def test_reading_needs_nothing(browser):
    assert browser.get("/", headers={"origin": "https://evil.example.org"}).status_code == 200


def test_a_refusal_leads_htmx_somewhere(answer_to):
    browser = Client(enforce_csrf_checks=True, headers={"HX-Request": "true"})
    headers = {"origin": "null", "HX-Current-URL": "http://testserver/lessons/basics/first/"}

    response = browser.post(answer_to, {"choice": "right"}, headers=headers)

    assert response.status_code == 403
    assert response.headers["HX-Redirect"] == "/what-happened/403/?back=%2Flessons%2Fbasics%2Ffirst%2F"
