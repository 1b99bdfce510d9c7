"""The course itself, as it lies in `lessons/`: what every page and question owes its reader."""

import datetime
import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

from portal.content import export, rows, style
from portal.content.checks import check, glossary, outline
from portal.content.notes.addresses import cleaned, host, is_on
from portal.content.plan import Action
from portal.content.source import read_course
from portal.content.sync import load
from portal.curriculum.diagrams import clean
from portal.curriculum.markdown import plain_text, render

LESSONS = Path(__file__).resolve().parent.parent.parent / "lessons"
OFFICIAL = ("aws.amazon.com",)
WORDS = range(700, 1601)
QUESTIONS, TYPES = 10, 3
RESOURCES = range(2, 5)
WIDE, TALL = 'viewBox="0 0 600 ', 'viewBox="0 0 310 '

NOTES = [
    "https://aws.amazon.com/getting-started/hands-on/build-train-deploy-machine-learning-model-sagemaker/",
    "https://aws.amazon.com/free/",  # in the notes /free/machine-learning/, a page of the Free Tier before July 2025
    "https://towardsdatascience.com/5-different-ways-to-deploy-your-machine-learning-model-with-aws-bd676ab5f8d4",
    "https://medium.com/geekculture/84af8989d065",
    "https://realpython.com/python-boto3-aws-s3/",
    "https://github.com/aws/amazon-sagemaker-examples",
    "https://www.youtube.com/playlist?list=PLhr1KZpdzukcOr_6j_zmSrvYnLUtgqsZz",
    "https://aws.amazon.com/what-is/cloud-computing/",  # in the notes /what-is-cloud-computing/, its older form
    "https://aws.amazon.com/getting-started/hands-on/",
]
"""The links of the notes that the course grew from, without what only tracked the reader."""

BESIDE_PROSE = re.compile(r"<(pre|table)\b.*?</\1>", re.DOTALL)
BESIDE_TERMS = re.compile(r"<(h[2-6]|th|pre|code)\b.*?</\1>|<a (?!class=\"term\").*?</a>", re.DOTALL)
MARK = re.compile(r'data-term="([^"]+)"')
ELSEWHERE = {  # in brackets, so that this file does not name them either
    "a package registry": r"pyp[i]\.|pythonhoste[d]\.|npmj[s]\.|crate[s]\.io|index-ur[l]|/simpl[e]/",
    "somebody's machine": r"(?<![\w.])/wor[k]/|/roo[t]/|/home/(?!ec2-user\b)|/Users/|\b[A-Z]:\\|file://",
    "a server of one network": r"://[^/\s]*(?::\d|\.internal\b|\.local\b)|://\d+\.\d+",
}


@pytest.fixture(scope="module")
def course():
    return read_course(LESSONS)[0]


@pytest.fixture(scope="module")
def published(course):
    return [lesson for lesson in course.lessons if lesson.status == "published"]


@pytest.fixture(scope="module")
def asked(course):
    """The questions of each lesson."""
    return {lesson.id: [each for each in course.questions if each.lesson == lesson.id] for lesson in course.lessons}


@pytest.fixture(scope="module")
def outlines(course):
    return {lesson.id: outline(lesson) for lesson in course.lessons}


@pytest.fixture(scope="module")
def pages(course, published):
    """Each published lesson as it is shown."""
    return {lesson.id: render(lesson.body, glossary(course)) for lesson in published}


def html_of(page):
    return "\n".join(block for block in page.blocks if isinstance(block, str))


def contents(folder):
    """Every file that belongs to the course."""
    files = [path for path in folder.rglob("*") if path.is_file() and path != folder / "README.md"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_nothing_is_wrong_and_nothing_is_warned_of(course):
    assert read_course(LESSONS)[1].found == []
    assert check(course).found == []


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_an_export_is_the_folder(tmp_path, now):
    first = load(LESSONS, now=now)
    stored = rows.snapshot()
    again = load(LESSONS, now=now + datetime.timedelta(days=1))

    export.write(rows.snapshot(), tmp_path)

    assert {change.action for change in first.changes} == {Action.CREATE}
    assert {change.action for change in again.changes} == {Action.SAME}
    assert rows.snapshot() == stored
    assert contents(tmp_path) == contents(LESSONS)


def test_there_is_a_course_to_speak_of(published):
    assert {lesson.topic for lesson in published} >= {"foundations", "ec2", "paying"}
    assert len(published) >= 11


def test_every_lesson_says_what_it_is_for_and_when_it_was_checked(published):
    bare = [each.id for each in published if not (each.summary and len(each.objectives) >= 2 and each.checked)]

    assert bare == []


def test_every_lesson_is_read_in_one_sitting(pages):
    prose = {id: plain_text(BESIDE_PROSE.sub(" ", html_of(page))) for id, page in pages.items()}

    assert {id: len(text.split()) for id, text in prose.items() if len(text.split()) not in WORDS} == {}


def test_every_lesson_leads_to_some_official_pages(course, published, outlines):
    address = {resource.slug: resource.url for resource in course.resources}
    for lesson in published:
        linked = {each.slug for each in course.resources if each.lesson == lesson.id}
        linked |= {embed.ref for embed in outlines[lesson.id].embeds if embed.name == "resource"}
        official = [slug for slug in linked if is_on(host(address[slug]), OFFICIAL)]

        assert len(official) in RESOURCES, lesson.id


def test_every_resource_is_shown_in_its_lesson_with_a_note(course, outlines):
    for resource in course.resources:
        shown = {embed.ref for embed in outlines[resource.lesson].embeds if embed.name == "resource"}

        assert resource.slug in shown, resource.slug
        assert resource.note, resource.slug


@pytest.mark.parametrize("address", NOTES)
def test_every_link_of_the_notes_is_declared_once(course, address):
    assert cleaned(address) == address
    assert Counter(resource.url for resource in course.resources)[address] == 1


def test_every_lesson_has_questions_enough_of_several_types(published, asked):
    for lesson in published:
        assert len(asked[lesson.id]) >= QUESTIONS, lesson.id
        assert len({question.type for question in asked[lesson.id]}) >= TYPES, lesson.id


def test_every_lesson_asks_something_on_the_way(published, asked, outlines):
    for lesson in published:
        embedded = {embed.ref for embed in outlines[lesson.id].embeds if embed.name == "question"}

        assert embedded & {question.slug for question in asked[lesson.id]}, lesson.id


def test_every_choice_says_why(course):
    silent = [
        f"{question.slug}: {choice['id']}"
        for question in course.questions
        for choice in question.content.get("choices", [])
        if not choice["why"].strip()
    ]

    assert silent == []
    assert sum("choices" in question.content for question in course.questions) >= 80


def test_every_question_explains_itself_and_names_source_and_section(course, outlines):
    for question in course.questions:
        assert question.explain.strip(), question.slug
        assert question.section in outlines[question.lesson].anchors, question.slug
        assert question.sources, question.slug
        assert all(source["url"].startswith("https://") for source in question.sources), question.slug
        assert all(source["checked"] for source in question.sources), question.slug


def test_right_choices_do_not_stand_out_by_their_length(course):
    """Over a topic `check` says so; this is the whole, with the topics that are too small to be judged alone."""
    assert list(style.key_lengths(list(course.questions))) == []


def test_every_term_is_marked_in_the_lesson_that_teaches_it(course, pages):
    taught = [(term.lesson, term.slug) for term in course.terms if term.lesson in pages]

    assert [(lesson, slug) for lesson, slug in taught if slug not in pages[lesson].terms] == []
    assert len(taught) >= 70


def test_a_term_is_marked_once_and_in_prose_alone(pages):
    for id, page in pages.items():
        marks = MARK.findall(html_of(page))
        prose = BESIDE_TERMS.sub(" ", html_of(page))

        assert marks == list(page.terms), id
        assert Counter(marks) == Counter(set(marks)), id
        assert MARK.findall(prose) == marks, id


def test_names_of_services_are_not_taken_for_elasticity(course):
    page = render("AWS Elastic Beanstalk and Amazon Elastic File System.", glossary(course))

    assert "elasticity" not in page.terms


@pytest.mark.parametrize(("form", "measure"), [("svg", WIDE), ("tall", TALL)])
def test_every_diagram_is_drawn_wide_and_tall_with_title_and_description(course, form, measure):
    for diagram in course.diagrams:
        source = getattr(diagram, form)
        drawing = clean(source, prefix="d")

        assert measure in drawing.svg, diagram.id
        assert drawing.caption, diagram.id
        assert re.search(r"<desc[^>]*>\s*\S", drawing.svg), diagram.id


def test_both_forms_of_a_diagram_tell_the_same_story(course):
    for diagram in course.diagrams:
        wide, tall = clean(diagram.svg, prefix="d"), clean(diagram.tall, prefix="d")

        assert wide.caption == tall.caption, diagram.id


def test_every_diagram_is_shown(course, outlines):
    shown = {
        f"{id.partition('/')[0]}/{embed.ref}"
        for id, found in outlines.items()
        for embed in found.embeds
        if embed.name == "diagram"
    }

    assert {diagram.id for diagram in course.diagrams} == shown


@pytest.mark.parametrize("what", ELSEWHERE)
def test_no_file_names(what):
    texts = {path: text.decode() for path, text in contents(LESSONS).items()}

    assert [(path, found[0]) for path, text in texts.items() if (found := re.search(ELSEWHERE[what], text))] == []


# The course as a whole


def test_it_is_a_course_of_six_topics(course, published):
    assert len(course.topics) == 6
    assert len(published) >= 26
    assert len([question for question in course.questions if question.use == "quiz"]) >= 260
    assert len(course.terms) >= 80


def test_every_topic_asks_in_five_ways_and_mostly_in_scenes(course):
    for topic in course.topics:
        asked = [question for question in course.questions if question.lesson.startswith(f"{topic.slug}/")]

        assert len({question.type for question in asked}) >= 5, topic.slug
        assert sum("scene" in question.tags for question in asked) > len(asked) / 2, topic.slug


def test_every_topic_opens_with_three_questions(course):
    assert {topic.slug: len(topic.pretest) for topic in course.topics if len(topic.pretest) != 3} == {}


def test_what_people_mix_up_is_told_apart(course):
    """A set of a topic stands for its parts too."""
    sets = [set(each) for topic in course.topics for each in topic.contrast]
    pairs = [
        {"sns", "sqs"},
        {"ecs", "eks", "fargate"},
        {"spot", "on-demand", "savings-plan"},
        {"dedicated-host", "dedicated-instance"},
        {"alb", "nlb"},
        {"s3-service", "bucket"},
        {"api", "sdk"},
        {"script-mode", "own-container"},
    ]

    assert [pair for pair in pairs if not any(pair <= each for each in sets)] == []


def test_no_two_lessons_in_a_row_are_without_a_picture(published, outlines):
    has = [any(embed.name == "diagram" for embed in outlines[lesson.id].embeds) for lesson in published]

    assert sum(has) >= 18
    assert all(one or other for one, other in itertools.pairwise(has))


def test_true_and_false_are_about_as_often_right(course):
    keys = [
        choice["id"]
        for question in course.questions
        if question.type == "true-false"
        for choice in question.content["choices"]
        if choice.get("correct")
    ]

    assert 0.35 <= keys.count("true") / len(keys) <= 0.65


def test_every_task_that_a_lesson_names_is_on_the_page_of_the_exam(course):
    tasks = {task["id"] for exam in course.course.exams for domain in exam["domains"] for task in domain["tasks"]}

    assert len(tasks) == 19
    assert {task for lesson in course.lessons for task in lesson.exam} <= tasks
