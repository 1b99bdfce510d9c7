"""What can be found of a topic and of the glossary, as texts for the index."""

from urllib.parse import urlsplit

from django.urls import reverse

from portal.curriculum.markdown import plain_text, render_text
from portal.curriculum.models import Lesson, Resource, Term, Topic
from portal.quizzes.models import Question
from portal.search.index import Batch, Text
from portal.search.models import Document

Kind = Document.Kind


def of_topic(topic: Topic) -> Batch:
    """Its published lessons, what its quiz asks about each, and its resources.

    Lessons for later are among them: whether they may be seen yet is asked when somebody searches.
    """
    texts: list[Text] = []
    if not topic.withdrawn:
        for lesson in topic.lessons.filter(status=Lesson.Status.PUBLISHED, withdrawn=False):
            texts += [_lesson(topic, lesson), *_quiz(topic, lesson)]
        listed = Resource.objects.listed().filter(lesson__topic=topic)
        texts += [_resource(topic, resource) for resource in listed]
    return Batch(f"topic:{topic.pk}", texts)


def of_glossary() -> Batch:
    return Batch("glossary", [_term(term) for term in Term.objects.filter(withdrawn=False)])


def everything() -> list[Batch]:
    """For building the index anew."""
    return [*(of_topic(topic) for topic in Topic.objects.all()), of_glossary()]


def _lesson(topic: Topic, lesson: Lesson) -> Text:
    url = reverse("learn:lesson", args=[topic.slug, lesson.slug])
    document = Document(kind=Kind.LESSON, ref=lesson.pk, url=url, title=lesson.title, context=topic.title)
    headings = " ".join(str(heading["text"]) for heading in lesson.headings)
    return Text(document, headings, f"{lesson.summary} {lesson.plain}")


def _resource(topic: Topic, resource: Resource) -> Text:
    host = (urlsplit(resource.url).hostname or "").removeprefix("www.")
    document = Document(
        kind=Kind.RESOURCE, ref=resource.pk, url=resource.url, title=resource.title, context=f"{topic.title}, {host}"
    )
    return Text(document, resource.get_kind_display(), plain_text(render_text(resource.note)))


def _quiz(topic: Topic, lesson: Lesson) -> list[Text]:
    """What the topic's quiz asks about one lesson, so that it shows when the lesson does; never what is right."""
    questions = Question.objects.for_quizzes().filter(lesson=lesson, withdrawn=False)
    stems = [(plain_text(question.html["stem"]), question.tags) for question in questions.only("html", "tags")]
    if not stems:
        return []
    url = reverse("quizzes:quiz", args=[topic.slug])
    document = Document(kind=Kind.QUIZ, ref=lesson.pk, url=url, title=f"Quiz: {topic.title}", context=lesson.title)
    tags = sorted({tag for _, tags in stems for tag in tags if tag != "scene"})
    return [Text(document, " ".join(tags), " ".join(stem for stem, _ in stems))]


def _term(term: Term) -> Text:
    document = Document(kind=Kind.TERM, ref=term.pk, url=term.get_absolute_url(), title=term.term, context="Glossary")
    return Text(document, " ".join(term.also), plain_text(term.html))
