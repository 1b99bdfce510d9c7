"""Every kind of content made and edited through the admin’s own pages."""

import pytest

from portal.content.items import digest
from portal.content.rows import SHELVES
from portal.curriculum.models import Course, Diagram, Lesson, Resource, Term, Topic
from portal.desk.examples import EXAMPLES
from portal.quizzes.kinds import KINDS, PAGES
from portal.quizzes.models import Question
from portal.search.models import Document
from tests import factories
from tests.content.writing import SVG
from tests.desk.desking import add, change, messages_of

SINGLE = EXAMPLES["single"]
QUESTION = {
    "slug": "after-a-crash",
    "type": "single",
    "difficulty": "2",
    "stem": "A worker crashes before it has deleted its message. What happens to it?",
    "content": SINGLE,
    "explain": "Somebody has to delete it.",
    "sources": "- url: https://docs.aws.amazon.com/\n  checked: 2026-11-24",
}


@pytest.fixture(autouse=True)
def _loaded(course):
    """All of these begin with the small course."""


def version():
    return Course.objects.get().version


def stored_rows():
    return [(kind, row) for kind, shelf in SHELVES.items() for row in shelf.rows()]


def test_saving_what_the_file_says_changes_nothing(desk):
    before, rows = version(), stored_rows()

    for kind, row in rows:
        response = desk.save(change(row))
        assert "errors" not in response.context or not response.context["errors"], (kind, desk.errors(response))

    assert version() == before
    for kind, row in stored_rows():
        assert digest(SHELVES[kind].item(row)) == row.source_digest, kind


def test_the_course_is_renamed_and_its_topics_put_in_order(desk):
    factories.make_topic("paying", position=1)

    desk.save(change(Course.objects.get()), title="Another name", topics="paying\r\nbasics")

    assert Course.objects.get().title == "Another name"
    assert list(Topic.objects.values_list("slug", flat=True)) == ["paying", "basics"]


def test_a_topic_left_out_of_the_order_is_named(desk):
    factories.make_topic("paying", position=1)

    response = desk.save(change(Course.objects.get()), topics="basics\nnowhere")

    assert desk.errors(response)["__all__"] == [
        "there is no topic “nowhere”",
        "topic paying: the topic “paying” is not in the course’s list of topics",
    ]


def test_a_service_that_is_gone_is_refused_where_it_is_still_taught(desk):
    service = "- name: A queue\n  status: retired\n  since: 2026-01-31\n  now: Look elsewhere.\n  source: https://docs.aws.amazon.com/\n"

    response = desk.save(change(Course.objects.get()), services=service)

    assert "lesson basics/first: the section does not say what became of A queue" in desk.errors(response)["__all__"][0]
    assert Course.objects.get().services == []


def test_the_exams_of_the_files_survive_a_change_of_the_course(desk):
    exam = factories.make_exam()

    desk.save(change(Course.objects.get()), title="Another title")

    assert Course.objects.get().title == "Another title"
    assert Course.objects.get().exams == [exam]


def test_a_mistake_in_the_services_names_its_line(desk):
    response = desk.save(
        change(Course.objects.get()),
        services="- name: Old\n  status: gone\n  since: 2026-01-31\n  now: x\n  source: https://docs.aws.amazon.com/",
    )

    assert desk.errors(response) == {"services": ["Line 2: “status” must be one of: current, retired, closed, renamed"]}
    assert "status: gone" in response.content.decode()


def test_a_topic_is_made_and_edited(desk):
    response = desk.save(
        add(Topic), slug="paying", title="Paying", summary="What it costs.", icon="scale", contrast="spot, on-demand"
    )

    topic = Topic.objects.get(slug="paying")
    assert (topic.title, topic.contrast, topic.position) == ("Paying", [["spot", "on-demand"]], 1)
    assert "slug" not in response.context["adminform"].form.fields, "the id is chosen once"

    desk.save(change(topic), title="Paying for it")
    assert Topic.objects.get(slug="paying").title == "Paying for it"


def test_lessons_are_put_in_order_in_their_topic(desk):
    desk.save(change(Topic.objects.get()), lessons="second\nfirst")

    assert list(Lesson.objects.values_list("slug", flat=True)) == ["second", "first"]


def test_a_lesson_left_out_of_the_order_or_made_up_is_named(desk):
    response = desk.save(change(Topic.objects.get()), lessons="second\nthird")

    assert desk.errors(response)["__all__"] == [
        "lesson basics/first: the lesson is not in the list of lessons of “basics”",
        "there is no lesson “third” in this topic",
    ]


def test_a_topic_needs_a_course_to_stand_in(desk):
    Course.objects.all().delete()

    response = desk.save(add(Topic), slug="paying", title="Paying", summary="What it costs.", icon="scale")

    assert desk.errors(response)["__all__"] == ["Give the course a title first: a topic stands in its course."]


def test_a_lesson_is_made_rendered_found_and_edited(desk, client):
    topic = Topic.objects.get()
    new = {
        "topic": topic.pk,
        "slug": "third",
        "title": "Zebras in queues",
        "summary": "Animals wait too.",
        "objectives": "Wait\r\nWait longer",
        "exam": "1.1",
        "checked": "2026-11-24",
        "status": "published",
        "body": "## One zebra\r\n\r\nIt stands in a queue.\r\n\r\n[[resource: aws-docs]]\r\n",
    }
    before = version()

    desk.save(add(Lesson), **new)

    lesson = Lesson.objects.get(slug="third")
    assert lesson.body == "## One zebra\n\nIt stands in a queue.\n\n[[resource: aws-docs]]"
    assert lesson.objectives == ["Wait", "Wait longer"]
    assert [block.get("name") for block in lesson.blocks] == [None, "resource"]
    assert [term["slug"] for term in lesson.terms] == ["queue"]
    assert (lesson.position, lesson.source_digest, version()) == (2, "", before + 1)
    assert Document.objects.filter(title="Zebras in queues").exists()
    assert "Zebras in queues" in client.get("/lessons/basics/third/").content.decode()

    desk.save(change(lesson), body="## Two zebras\n\nThey stand in a queue.")
    assert Lesson.objects.get(slug="third").headings[0]["text"] == "Two zebras"


def test_a_draft_needs_only_a_title(desk):
    desk.save(add(Lesson), topic=Topic.objects.get().pk, slug="third", title="Later", status="draft", summary="")

    assert Lesson.objects.get(slug="third").status == "draft"


def test_what_a_published_lesson_lacks_is_said_and_nothing_is_lost(desk):
    response = desk.save(
        add(Lesson), topic=Topic.objects.get().pk, slug="third", title="Too early", status="published", body="# Wrong"
    )

    assert desk.errors(response) == {
        "summary": ["“summary” is missing"],
        "checked": ["“checked” must be a date such as 2026-11-24"],
    }
    assert "Too early" in response.content.decode()
    assert "# Wrong" in response.content.decode()
    assert not Lesson.objects.filter(slug="third").exists()


def test_a_mistake_in_a_lesson_names_its_line(desk):
    body = "## Good\r\n\r\nText.\r\n\r\n[[resource: nowhere]]\r\n\r\n# Too large"

    response = desk.save(change(Lesson.objects.get(slug="second")), body=body)

    assert desk.errors(response) == {
        "body": [
            "Line 5: there is no resource “nowhere”",
            "Line 7: headings begin with ##: the title is the page’s own",
        ],
    }
    assert "[[resource: nowhere]]" in response.content.decode()
    assert "Later comes after." in Lesson.objects.get(slug="second").body


def test_a_section_that_a_question_counts_on_cannot_go(desk):
    response = desk.save(change(Lesson.objects.get(slug="first")), body="## Another heading\n\nA queue.")

    assert "question first-check: the lesson has no section “#a-queue-of-prints”" in desk.errors(response)["__all__"][0]


@pytest.mark.parametrize("slug", ["Not An Id", "attempts", "double--hyphen", "-x"])
def test_an_address_that_files_could_not_have_is_refused(desk, slug):
    response = desk.save(add(Lesson), topic=Topic.objects.get().pk, slug=slug, title="No", status="draft")

    assert "slug" in desk.errors(response)


def test_an_id_in_use_cannot_be_taken_again(desk):
    lesson = desk.save(add(Lesson), topic=Topic.objects.get().pk, slug="second", title="Mine", status="draft")
    question = desk.save(
        add(Question), lesson=Lesson.objects.get(slug="first").pk, **{**QUESTION, "slug": "first-check"}
    )

    assert desk.errors(lesson)["__all__"] == ["Lesson with this Topic and Slug already exists."]
    assert desk.errors(question)["slug"] == ["Question with this Id already exists."]
    assert Lesson.objects.get(slug="second").title == "The second lesson"


def test_a_warning_does_not_stop_but_is_said(desk):
    lesson = Lesson.objects.get(slug="second")

    response = desk.save(change(lesson), body=f"{lesson.body}\n\n![A picture](x.png)")

    assert "images are not shown: draw a diagram and embed it" in messages_of(response)
    assert "x.png" in Lesson.objects.get(slug="second").body


def test_a_resource_is_made_and_an_edit_reaches_the_lessons_that_embed_it(desk):
    first = Lesson.objects.get(slug="first")
    desk.save(
        add(Resource),
        slug="more",
        lesson=first.pk,
        title="More",
        url="https://aws.amazon.com/",
        kind="video",
        minutes="4",
    )
    assert Resource.objects.get(slug="more").position == 1

    desk.save(change(Resource.objects.get(slug="aws-docs")), title="All the documentation")

    card = next(block for block in Lesson.objects.get(slug="first").blocks if block.get("name") == "resource")["card"]
    assert card["title"] == "All the documentation"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://aws.amazon.com/?utm_source=x", "https://docs.aws.amazon.com/"]
)
def test_an_address_that_should_not_be_there_is_refused(desk, url):
    lesson = Lesson.objects.get(slug="first")

    response = desk.save(add(Resource), slug="more", lesson=lesson.pk, title="More", url=url, kind="docs")

    assert response.context["errors"]
    assert not Resource.objects.filter(slug="more").exists()


def test_a_term_is_made_and_marked_in_lessons_at_once(desk):
    before = Lesson.objects.get(slug="second").rendered_from

    desk.save(add(Term), slug="later", term="Later", also="afterwards", text="Not *now*.")

    lesson = Lesson.objects.get(slug="second")
    assert lesson.terms == [{"slug": "later", "term": "Later", "html": "Not <em>now</em>."}]
    assert lesson.rendered_from != before
    assert Document.objects.filter(title="Later").exists()


def test_a_term_explained_elsewhere_is_refused(desk):
    response = desk.save(add(Term), slug="line", term="line", also="queue", text="A row.")

    assert desk.errors(response)["__all__"] == ["“queue” is explained by “queue” already"]


def test_a_diagram_is_made_cleaned_and_an_edit_reaches_its_lesson(desk):
    desk.save(add(Diagram), topic=Topic.objects.get().pk, name="column.svg", svg=SVG.replace("row", "column"))
    assert Diagram.objects.get(name="column.svg").caption == "Three prints wait."

    evil = SVG.replace("Three prints", "Four prints").replace("<rect", "<script>alert(1)</script><rect")
    response = desk.save(change(Diagram.objects.get(name="row.svg")), svg=evil)

    block = next(block for block in Lesson.objects.get(slug="first").blocks if block.get("name") == "diagram")
    assert block["caption"] == "Four prints wait."
    assert "<script" not in block["svg"]
    assert "“<script” will not be shown: draw with shapes and attributes" in messages_of(response)


@pytest.mark.parametrize("name", ["../../evil.svg", "Row.svg", "row-tall.svg", "row.png"])
def test_a_diagram_name_that_no_file_could_have_is_refused(desk, name):
    response = desk.save(add(Diagram), topic=Topic.objects.get().pk, name=name, svg=SVG)

    assert "is no name" in desk.errors(response)["__all__"][0]


def test_a_drawing_without_words_is_refused(desk):
    response = desk.save(change(Diagram.objects.get()), svg='<svg viewBox="0 0 1 1"></svg>')

    assert desk.errors(response)["__all__"] == [
        "no <desc>: it says in words what the picture shows",
        "no <title>: it is the caption",
    ]


@pytest.mark.parametrize("type", sorted(KINDS))
def test_a_question_of_every_type_is_made_from_its_example(desk, client, type):
    lesson = Lesson.objects.get(slug="first")
    stem = "The time for which a received message is hidden is the ____ timeout."
    entry = {**QUESTION, "type": type, "content": EXAMPLES[type], "stem": stem, "section": "#a-queue-of-prints"}
    entry |= {"use": "challenge"} if type in PAGES else {}

    response = desk.save(add(Question), lesson=lesson.pk, tags="scene\nsqs", **entry)

    question = Question.objects.get(slug="after-a-crash")
    assert (question.type, question.tags, question.section) == (type, ["scene", "sqs"], "a-queue-of-prints")
    assert question.kind.right(question.kind.key())
    assert question.sources == [{"url": "https://docs.aws.amazon.com/", "checked": "2026-11-24"}]
    assert client.get("/questions/after-a-crash/").status_code == 200
    assert desk.errors(response) == {}

    edited = desk.save(change(question), explain="Because.")
    assert desk.errors(edited) == {}
    assert Question.objects.get(slug="after-a-crash").html["explain"] == "Because."


def test_mistakes_in_the_answers_name_their_lines_and_nothing_is_lost(desk):
    content = SINGLE.replace("    correct: true\n", "").replace("why: Reading", "wy: Reading")

    response = desk.save(add(Question), lesson=Lesson.objects.get(slug="first").pk, **{**QUESTION, "content": content})

    assert desk.errors(response) == {
        "content": [
            "Line 1: 1 of the choices must say “correct: true”, here 0 do",
            "Line 2: the choice “gone” has no “why”",
            "Line 4: “wy” is not a field here (known: correct, id, text, why)",
        ]
    }
    assert "wy: Reading only hides it" in response.content.decode()
    assert not Question.objects.filter(slug="after-a-crash").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("choices: [", "Line 1: not YAML"),
        ("just words", "Line 1: expected fields such as"),
        ("accept: [queue]", "Line 1: there must be 3 to 9 choices, here are 0"),
        (SINGLE + "stem: Another", "Line 12: “stem” has a field of its own on this page"),
        (SINGLE + "colour: red", "Line 12: “colour” is not a field here"),
    ],
)
def test_answers_that_are_none_are_refused_with_a_line(desk, content, message):
    lesson = Lesson.objects.get(slug="first")

    response = desk.save(add(Question), lesson=lesson.pk, **{**QUESTION, "content": content})

    assert any(error.startswith(message) for error in desk.errors(response)["content"]), desk.errors(response)
    assert content.splitlines()[-1] in response.content.decode()


def test_a_section_the_lesson_does_not_have_is_refused(desk):
    lesson = Lesson.objects.get(slug="first")

    response = desk.save(add(Question), lesson=lesson.pk, section="nowhere", **QUESTION)

    assert desk.errors(response)["__all__"] == [
        "the lesson has no section “#nowhere” (it has: a-queue-of-prints, go-further)"
    ]


def test_a_question_too_like_another_is_refused_even_if_the_other_stands_later(desk):
    response = desk.save(
        change(Question.objects.get(slug="first-check")), stem=Question.objects.get(slug="second-number").stem
    )

    assert desk.errors(response)["__all__"] == [
        "question second-number: the stem is nearly that of “first-check”: ask something else, or make them a contrast set"
    ]


def test_another_meaning_under_the_same_revision_is_asked_about(desk):
    question = Question.objects.get(slug="first-check")

    said = messages_of(desk.save(change(question), stem="Who draws the print that is last in the queue?"))
    assert any("its revision is still 1" in message for message in said)

    said = messages_of(desk.save(change(question), stem="Who draws the very last print of a queue?", rev="2"))
    assert not any("revision" in message for message in said)

    said = messages_of(desk.save(change(question), explain="Another explanation."))
    assert not any("revision" in message for message in said)


def test_the_type_of_an_answered_question_stays(desk, learner, now):
    question = Question.objects.get(slug="second-number")
    assert "type" in desk.client.get(change(question)).context["adminform"].form.fields

    question.answers.create(
        learner=learner, rev=1, key="c-x-0", given={"number": "40"}, right=True, at=now, day=now.date()
    )

    assert "type" not in desk.client.get(change(question)).context["adminform"].form.fields
    assert desk.errors(desk.save(change(question), explain="As before.")) == {}
    assert Question.objects.get(slug="second-number").type == "numeric"


def test_a_question_that_moves_to_another_topic_leaves_the_search_of_the_old_one(desk):
    other = factories.make_lesson(
        "elsewhere", factories.make_topic("paying", position=1), objectives=["x"], body="Text."
    )
    for slug in ("first-check", "second-number"):
        assert desk.errors(desk.save(change(Question.objects.get(slug=slug)), lesson=other.pk, section="")) == {}

    assert set(Document.objects.filter(kind="quiz").values_list("url", flat=True)) == {"/quizzes/paying/"}
