"""Cost questions on their pages: the seed in the address makes the question, and each is answered once."""

import pytest

from portal.accounts import holdings
from portal.accounts.models import User
from portal.ec2 import shipped
from portal.ec2.costs import TEMPLATES
from portal.progress.models import LessonProgress
from portal.progress.summary import course_state
from portal.quizzes.models import Answer, QuestionTotal
from tests import factories
from tests.quizzes.kinds.reading import errors, read

pytestmark = pytest.mark.django_db
LIST, PAGE = "/ec2/practice/costs/", "/ec2/practice/costs/cost/7/"


@pytest.fixture
def question(db):
    return factories.make_question("cost", type="ec2-cost", use="challenge")


@pytest.fixture
def choice(question):
    content = {"title": "The end", "template": "ending"}
    return factories.make_question("end", question.lesson, "ec2-cost", content=content, use="challenge")


@pytest.fixture
def answer():
    return TEMPLATES["schedule"].asked(7).answer


def text(response):
    return response.content.decode()


def test_an_author_names_a_template_that_exists():
    _, problems = read("ec2-cost", "title: Nights\ntemplate: days")

    assert problems == [f"quiz.yaml:2: “template” must be one of: {', '.join(TEMPLATES)}"]


def test_without_questions_the_list_says_so(client):
    assert "No cost questions yet" in text(client.get(LIST))


def test_a_reload_shows_the_same_question_and_another_seed_another(client, question):
    asked = TEMPLATES["schedule"].asked(7).text

    assert asked in text(client.get(PAGE))
    assert asked in text(client.get(PAGE))
    assert asked not in text(client.get("/ec2/practice/costs/cost/8/"))
    assert 'href="/ec2/practice/costs/cost/8/"' in text(client.get(PAGE))


def test_nothing_tells_the_answer_before_it_is_given(client, question, answer):
    page = text(client.get(PAGE))

    assert answer[:-2] not in page
    assert "Worked out" not in page
    assert "Because of cost." not in page


def test_a_right_answer_shows_the_worked_solution(client, question, answer):
    response = client.post(PAGE, {"number": answer})

    assert (response.status_code, response["Location"]) == (302, f"{PAGE}#q-cost")
    page = text(client.get(PAGE))
    assert ">Correct</h2>" in page
    for line in TEMPLATES["schedule"].asked(7).worked:
        assert line in page
    assert "1 of 1 right" in text(client.get(LIST))


def test_a_wrong_one_does_too(htmx_client, question, answer):
    page = text(htmx_client.post(PAGE, {"number": "1"}))

    assert page.strip().startswith('<section class="q q--inline" id="q-cost"')
    assert ">Not quite</h2>" in page
    assert f"{TEMPLATES['schedule'].asked(7).shown} dollars" in page


@pytest.mark.parametrize("data", [{}, {"number": "lots"}, {"choice": "on-demand"}])
def test_what_is_no_number_is_sent_back(client, question, data):
    response = client.post(PAGE, data)

    assert response.status_code == 422
    assert 'role="alert"' in text(response)
    assert not Answer.objects.exists()
    assert not User.objects.exists()


def test_a_choice_is_answered(client, choice):
    page = "/ec2/practice/costs/end/3/"
    right = TEMPLATES["ending"].asked(3)
    assert client.post(page, {"choice": "nonsense"}).status_code == 422

    client.post(page, {"choice": right.answer})

    assert ">Correct</h2>" in text(client.get(page))
    assert dict(right.choices)[right.answer] in text(client.get(page))


def test_the_seed_of_the_address_counts_and_not_that_of_the_form(client, question, answer):
    client.post(PAGE, {"number": answer, "seed": "8"})

    stored = Answer.objects.get()
    assert (stored.right, stored.given["seed"], stored.key) == (True, 7, "c-cost-s7")
    assert stored.given["shipped"] == shipped.version()


def test_the_first_answer_to_a_seed_counts_and_two_seeds_are_two_answers(client, question, answer):
    client.post(PAGE, {"number": "1"})
    client.post(PAGE, {"number": answer})
    client.post("/ec2/practice/costs/cost/8/", {"number": "1"})

    assert [(each.key, each.right) for each in Answer.objects.order_by("pk")] == [
        ("c-cost-s7", False),
        ("c-cost-s8", False),
    ]


def test_a_stored_answer_shows_the_question_as_it_was_put(client, question):
    """A release with other prices makes another question of the seed."""
    client.post(PAGE, {"number": "1"})
    stored = Answer.objects.get()
    stored.given["asked"]["text"] = "What did it cost at the old price?"
    stored.save()

    assert "What did it cost at the old price?" in text(client.get(PAGE))


def test_who_does_not_know_sees_the_solution(client, question, answer):
    client.post(PAGE, {"skip": "1"})

    page = text(client.get(PAGE))
    assert "Now you can find out" in page
    assert f"{TEMPLATES['schedule'].asked(7).shown} dollars" in page
    assert "You said" not in page


def test_the_entry_leads_to_the_first_seed_that_is_not_answered(client, question):
    entry = "/ec2/practice/costs/cost/"
    assert client.get(entry)["Location"] == f"{entry}1/"
    for seed in (1, 2, 5):
        client.post(f"{entry}{seed}/", {"number": "1"})

    assert client.get(entry)["Location"] == f"{entry}3/"


@pytest.mark.parametrize("seed", ["0", "1000000", "99999999999999999999", "-1", "x"])
def test_a_seed_out_of_range_is_no_page(client, question, seed):
    assert client.get(f"/ec2/practice/costs/cost/{seed}/").status_code == 404


def test_it_counts_as_practised_and_for_nothing_else(learner_client, learner, question, answer, now):
    learner_client.post(PAGE, {"number": answer})

    state = course_state(learner, now=now).lessons[0]
    assert (state.practised, state.known, state.questions, state.opened) == (True, 0, 0, False)
    assert not LessonProgress.objects.exists()


def test_the_work_of_a_guest_moves_to_the_account_and_can_be_forgotten(client, learner, question, answer):
    client.post(PAGE, {"number": answer})
    guest = User.objects.get(is_guest=True)
    for holding in holdings.registered():
        holding.claim(guest, learner)
    assert Answer.objects.get().learner == learner

    for holding in holdings.registered():
        holding.forget(learner)

    assert not Answer.objects.exists()
    assert QuestionTotal.objects.get().answers == 0


def test_as_a_check_in_a_lesson_it_is_its_first_question(client, question):
    page = text(client.get("/questions/cost/"))

    assert TEMPLATES["schedule"].asked(1).text in page
    assert 'name="seed" value="1"' in page
    response = client.post("/questions/cost/answer/", {"number": TEMPLATES["schedule"].asked(1).answer, "seed": "1"})
    assert response["Location"] == "/ec2/practice/costs/cost/"
    assert Answer.objects.get().right


def test_the_form_names_what_is_missing(question, choice):
    assert errors(question.kind.form({})) == ["Write a number first."]
    assert errors(choice.kind.form({})) == ["Choose an answer first."]
