"""Who may open what, for every address there is; and no address that is only read ever writes."""

from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from portal.curriculum.models import Resource
from portal.quizzes import attempts
from portal.quizzes.answering import Submission
from tests import factories
from tests.addresses import address, admin_addresses, ours

# The status for a visitor, the learner whose work it is, another learner, and the staff:
# of GET and, after the stroke, of POST with an empty form.
TABLE = """
account_change_password                  302 200 200 200 | 302 200 200 200
account_confirm_email                    200 200 200 200 | 404 404 404 404
account_confirm_login_code               302 302 302 302 | 302 302 302 302
account_email                            302 200 200 200 | 302 302 302 302
account_email_verification_sent          200 200 200 200 | 405 405 405 405
account_inactive                         200 200 200 200 | 405 405 405 405
account_login                            200 302 302 302 | 200 302 302 302
account_logout                           302 200 200 200 | 302 302 302 302
account_reauthenticate                   302 200 200 200 | 302 200 200 200
account_reset_password                   200 200 200 200 | 200 200 200 200
account_reset_password_done              200 200 200 200 | 405 405 405 405
account_reset_password_from_key          200 200 200 200 | 200 200 200 200
account_reset_password_from_key_done     200 200 200 200 | 405 405 405 405
account_set_password                     302 302 302 302 | 302 302 302 302
account_signup                           200 302 302 302 | 200 302 302 302
accounts:delete                          302 200 200 200 | 302 422 422 422
accounts:export                          405 405 405 405 | 302 200 200 200
accounts:profile                         302 200 200 200 | 302 302 302 302
accounts:shortcuts                       405 405 405 405 | 302 302 302 302
curriculum:glossary                      200 200 200 200 | 405 405 405 405
ec2:chooser                              200 200 200 200 | 405 405 405 405
ec2:compare                              200 200 200 200 | 405 405 405 405
ec2:cost                                 200 200 200 200 | 422 422 422 422
ec2:costs                                200 200 200 200 | 405 405 405 405
ec2:csv                                  200 200 200 200 | 405 405 405 405
ec2:data                                 200 200 200 200 | 405 405 405 405
ec2:first_cost                           302 302 302 302 | 405 405 405 405
ec2:practice                             200 200 200 200 | 405 405 405 405
ec2:save                                 405 405 405 405 | 422 422 422 422
ec2:saved                                200 200 200 200 | 405 405 405 405
ec2:scenario                             200 200 200 200 | 405 405 405 405
ec2:type                                 404 404 404 404 | 405 405 405 405
ec2:unsave                               405 405 405 405 | 302 302 302 302
ec2:upgrade                              200 200 200 200 | 405 405 405 405
favicon                                  302 302 302 302 | 405 405 405 405
healthz                                  200 200 200 200 | 405 405 405 405
learn:exam                               200 200 200 200 | 405 405 405 405
learn:help                               200 200 200 200 | 405 405 405 405
learn:home                               200 200 200 200 | 405 405 405 405
learn:lesson                             200 200 200 200 | 405 405 405 405
learn:resources                          200 200 200 200 | 405 405 405 405
learn:topic                              200 200 200 200 | 405 405 405 405
mfa_activate_totp                        302 302 302 302 | 302 302 302 302
mfa_add_webauthn                         302 302 302 302 | 302 302 302 302
mfa_authenticate                         302 302 302 302 | 302 302 302 302
mfa_deactivate_totp                      302 404 404 404 | 302 404 404 404
mfa_download_recovery_codes              302 404 404 404 | 302 404 404 404
mfa_edit_webauthn                        302 302 302 302 | 302 302 302 302
mfa_generate_recovery_codes              302 302 302 302 | 302 302 302 302
mfa_index                                302 200 200 200 | 302 405 405 405
mfa_list_webauthn                        302 200 200 200 | 302 405 405 405
mfa_login_webauthn                       302 302 302 302 | 302 302 302 302
mfa_reauthenticate                       302 302 302 302 | 302 302 302 302
mfa_reauthenticate_webauthn              302 302 302 302 | 302 302 302 302
mfa_remove_webauthn                      302 302 302 302 | 302 302 302 302
mfa_view_recovery_codes                  302 404 404 404 | 302 405 405 405
openid_connect_callback                  404 404 404 404 | 404 404 404 404
openid_connect_login                     404 404 404 404 | 404 404 404 404
progress:completion                      405 405 405 405 | 302 302 302 302
progress:place                           405 405 405 405 | 204 204 204 204
progress:progress                        200 200 200 200 | 405 405 405 405
progress:reset                           200 200 200 200 | 302 302 302 302
progress:save                            405 405 405 405 | 302 302 302 302
progress:visit                           405 405 405 405 | 204 204 204 204
quizzes:answer                           302 302 404 404 | 302 404 404 404
quizzes:attempt                          302 200 404 404 | 405 405 405 405
quizzes:check_answer                     302 302 302 302 | 422 422 422 422
quizzes:pretest                          200 200 200 200 | 302 302 302 302
quizzes:question                         200 200 200 200 | 405 405 405 405
quizzes:quiz                             200 200 200 200 | 302 302 302 302
quizzes:result                           302 200 404 404 | 405 405 405 405
quizzes:retry                            405 405 405 405 | 302 302 404 404
quizzes:start_over                       405 405 405 405 | 302 302 302 302
readyz                                   200 200 200 200 | 405 405 405 405
robots                                   200 200 200 200 | 405 405 405 405
search:search                            200 200 200 200 | 405 405 405 405
sitemap                                  200 200 200 200 | 405 405 405 405
socialaccount_connections                302 200 200 200 | 302 200 200 200
socialaccount_login_cancelled            200 200 200 200 | 405 405 405 405
socialaccount_login_error                401 401 401 401 | 405 405 405 405
socialaccount_signup                     302 302 302 302 | 302 302 302 302
theme                                    405 405 405 405 | 302 302 302 302
what_happened                            200 200 200 200 | 405 405 405 405
"""


@pytest.fixture
def work(learner):
    """What one learner did: a quiz begun, a quiz finished."""
    now = timezone.now()
    lesson = factories.make_lesson()
    question = factories.make_question(lesson=lesson)
    factories.make_question("another", lesson=lesson)
    factories.make_pretest("asked-before", topic=lesson.topic)
    factories.make_exam()
    resource = Resource.objects.create(
        lesson=lesson, kind="docs", slug="docs", title="Docs", url="https://docs.aws.amazon.com/"
    )
    finished = attempts.begin_or_resume(learner, lesson.topic, now=now)
    for asked in lesson.questions.all():
        attempts.answer(finished, Submission(asked, asked.kind.key()), learner=learner, now=now)
    attempt = attempts.begin_or_resume(learner, lesson.topic, now=now)
    factories.make_question("case", lesson, "ec2-case", use="challenge")
    factories.make_question("cost", lesson, "ec2-cost", use="challenge")
    return SimpleNamespace(lesson=lesson, question=question, resource=resource, finished=finished, attempt=attempt)


@pytest.fixture
def people(learner, other_learner, editor):
    """The four of the table, each with a browser of their own."""
    clients = {"visitor": Client()}
    for name, user in (("owner", learner), ("other", other_learner), ("staff", editor)):
        clients[name] = Client()
        clients[name].force_login(user)
    return clients


EXPECTED = {line.split()[0]: line.split(maxsplit=1)[1] for line in TABLE.strip().splitlines()}

# Addresses of allauth whose GET may write, once an account has what they are about.
WRITES = {
    "account_confirm_email",  # a mailed link for somebody else's account signs the reader out
    "account_reset_password_from_key",  # moves the key from the address to the session
    "openid_connect_callback",
    "mfa_view_recovery_codes",  # the first look counts as "seen"
    "mfa_download_recovery_codes",
    "mfa_authenticate",  # a challenge for the passkey
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
    "account_email",  # makes the row of an address that an admin gave the user
}


def test_the_table_names_every_address():
    assert sorted(EXPECTED) == ours()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_address_opens_for_those_it_is_meant_for(people, work, name):
    where = address(name, work)
    read, sent = (
        [str(getattr(people[who], method)(where).status_code) for who in people] for method in ("get", "post")
    )

    assert f"{' '.join(read)} | {' '.join(sent)}" == EXPECTED[name]


@pytest.fixture
def read_only(people, work):
    """From now on the database refuses to change."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    try:
        with pytest.raises(OperationalError), transaction.atomic():
            work.resource.save()
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")


@pytest.mark.parametrize("who", ["visitor", "owner", "other", "staff"])
def test_reading_never_writes(people, work, read_only, who):
    for name in ours():
        if name not in WRITES:
            assert people[who].get(address(name, work)).status_code < 500, name


def test_reading_the_admin_never_writes(people, work, read_only):
    for where in admin_addresses():
        assert people["staff"].get(where).status_code < 500, where


def test_the_admin_is_for_the_staff(people, work):
    for where in admin_addresses():
        if where != "/admin/jsi18n/":  # words for the admin's scripts
            answer = people["owner"].get(where)
            assert answer.status_code == 403 or answer.url.startswith(("/accounts/login/", "/admin/login/")), where


@pytest.mark.parametrize("number", ["99999999999999999999", "0", "²", "١", "1e3", "-1"])
def test_a_number_that_cannot_be_one_is_not_found(people, work, number):
    for pattern in ("/quizzes/attempts/{}/", "/quizzes/attempts/{}/result/", "/what-happened/{}/"):
        assert people["owner"].get(pattern.format(number)).status_code == 404
    assert people["owner"].post(f"/quizzes/attempts/{number}/answers/").status_code == 404
    for where in ("change", "preview", "withdraw"):  # the admin itself takes other scripts' digits
        assert people["staff"].get(f"/admin/quizzes/question/{number}/{where}/").status_code < 500
