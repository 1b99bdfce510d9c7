"""The list of cases and the page of one. Practice counts as practised, and for nothing else."""

import pytest

from portal.progress.models import LessonProgress
from portal.progress.summary import course_state
from portal.quizzes import attempts, known
from portal.quizzes.models import Answer
from tests import factories

pytestmark = pytest.mark.django_db
LIST, PAGE, ANSWER = "/ec2/practice/", "/ec2/practice/case/", "/questions/case/answer/"
RIGHT = {"type": "r7i.large", "way": "plan"}
WRONG = {"type": "m7g.large", "way": "spot"}


@pytest.fixture
def case(db):
    lesson = factories.make_lesson()
    content = {"title": "A cache beside the shop", "workload": "work=cache&memory=16&arm=no"}
    question = factories.make_question("case", lesson, "ec2-case", content=content, use="challenge")
    assert question.kind.key()["type"] == RIGHT["type"]
    return question


def text(response):
    return response.content.decode()


def test_without_cases_the_list_says_so(client):
    assert "No cases yet" in text(client.get(LIST))


def test_the_list_has_each_case_under_its_topic(client, case):
    page = text(client.get(LIST))

    assert "A cache beside the shop" in page
    assert ", new</span>" in page
    assert f'href="{PAGE}"' in page
    assert "0 of 1 solved." in page


def test_the_page_asks_and_tells_nothing_of_the_key(client, case):
    page = text(client.get(PAGE))

    assert "<h1>A cache beside the shop</h1>" in page
    assert '<option value="m7g.large">' in page
    assert "Linux, US East (N. Virginia)" in page
    for secret in ("Because of case.", "Best fit", "Savings Plan, 1 year", "r7i.large, "):
        assert secret not in page


def test_a_plain_form_leads_back_to_the_page_with_the_verdict(client, case):
    response = client.post(ANSWER, RIGHT)

    assert (response.status_code, response["Location"]) == (302, PAGE)
    page = text(client.get(PAGE))
    assert ">Correct</h2>" in page
    assert "Best fit" in page
    assert "Savings Plan, 1 year" in page
    assert "?work=cache&amp;memory=16&amp;arm=no" in page
    assert ", solved</span>" in text(client.get(LIST))
    assert "1 of 1 solved." in text(client.get(LIST))


def test_a_wrong_answer_says_why_the_type_is_none_of_the_three(client, case):
    client.post(ANSWER, WRONG)

    page = text(client.get(PAGE))
    assert ">Not quite</h2>" in page
    assert "It has 8 GiB, and the work needs 16 GiB." in page
    assert ", tried</span>" in text(client.get(LIST))


def test_htmx_gets_the_card_alone(htmx_client, case):
    page = text(htmx_client.post(ANSWER, WRONG))

    assert page.strip().startswith('<section class="q q--inline" id="q-case"')
    assert "Why not" in page


def test_a_second_submit_finds_the_first_answer(client, case):
    client.post(ANSWER, {**WRONG, "n": "0"})
    client.post(ANSWER, {**RIGHT, "n": "0"})

    assert [answer.right for answer in Answer.objects.all()] == [False]


def test_it_is_asked_again_and_the_latest_answer_counts(client, case):
    client.post(ANSWER, WRONG)
    page = text(client.get(f"{PAGE}?again=case"))
    assert 'name="n" value="1"' in page

    client.post(ANSWER, {**RIGHT, "n": "1"})

    assert ">Correct</h2>" in text(client.get(PAGE))
    assert f'href="{PAGE}?again=case"' in text(client.get(PAGE))


def test_what_is_missing_is_told_and_what_was_typed_is_kept(client, case):
    response = client.post(ANSWER, {"type": "m9x.huge", "way": "spot"})

    assert response.status_code == 422
    assert "There is no type of that name" in text(response)
    assert 'value="m9x.huge"' in text(response)
    assert 'value="spot" checked' in text(response)
    assert not Answer.objects.exists()


def test_who_does_not_know_sees_the_three(client, case):
    client.post(ANSWER, {"skip": "1"})

    page = text(client.get(PAGE))
    assert "Now you can find out" in page
    assert "Best fit" in page
    assert "Your type" not in page


def test_it_counts_as_practised_and_for_nothing_else(learner_client, learner, case, now):
    factories.make_question("quiz", case.lesson)
    learner_client.post(ANSWER, RIGHT)

    state = course_state(learner, now=now).lessons[0]
    assert (state.practised, state.questions, state.known, state.opened) == (True, 1, 0, False)
    assert known.states(learner) == {}
    assert not LessonProgress.objects.exists()
    assert [slug for slug, _ in attempts.begin_or_resume(learner, case.lesson.topic, now=now).questions] == ["quiz"]


def test_the_next_case_is_one_that_is_not_solved(client, case):
    factories.make_question("case-two", case.lesson, "ec2-case", use="challenge")

    assert 'href="/ec2/practice/case-two/"' in text(client.get(PAGE))
    client.post(ANSWER, RIGHT)
    assert 'href="/ec2/practice/case/"' not in text(client.get("/ec2/practice/case-two/"))


def test_only_cases_have_such_a_page(client, case):
    factories.make_question("quiz", case.lesson)

    assert client.get("/ec2/practice/quiz/").status_code == 404
    assert client.get("/ec2/practice/nowhere/").status_code == 404
    assert client.post(PAGE).status_code == 405


def test_a_case_of_a_hidden_lesson_is_hidden(client, case):
    case.lesson.withdrawn = True
    case.lesson.save()

    assert client.get(PAGE).status_code == 404
    assert "A cache beside the shop" not in text(client.get(LIST))


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_more_cases(learner_client, django_assert_num_queries, number):
    lesson = factories.make_lesson()
    for each in range(number):
        factories.make_question(f"case-{each}", lesson, "ec2-case", use="challenge")
    learner_client.get(LIST)

    with django_assert_num_queries(4):
        learner_client.get(LIST)
