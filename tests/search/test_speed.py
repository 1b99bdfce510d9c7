"""A thousand lessons of invented words: how well and how fast they are searched. `pytest tests/search -m slow -s` prints it."""

import datetime
import random
import statistics
import time

import pytest

from portal.curriculum.models import Course, Lesson
from portal.search import documents, index
from portal.search.search import search
from tests import factories

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)
LESSONS, WORDS_EACH, QUERIES = 1_000, 500, 100
ONSETS = "b br c cl d dr f fl g gr h k l m n p pl pr qu r s sc st t tr v w".split()
VOWELS = "a e i o u ea ou ai".split()
ENDINGS = "n r l s t ck nd rm st x".split()
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def invented(chance, syllables):
    return "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(syllables)) + chance.choice(ENDINGS)


@pytest.fixture
def subjects():
    """A word for each lesson's subject: in its title and now and then in its text, and in the texts of nine others."""
    chance = random.Random(1)
    words = list(dict.fromkeys(invented(chance, chance.choice([2, 3, 3, 4])) for _ in range(20_000)))
    subjects, common = words[:LESSONS], words[LESSONS:]
    often = [1 / (rank + 5) for rank in range(len(common))]
    Course.objects.create(pk=1, title="Course", version=1)
    topic = factories.make_topic()
    lessons = []
    for number, subject in enumerate(subjects):
        text = chance.choices(common, often, k=WORDS_EACH) + [subject] * 5 + chance.sample(subjects, 9)
        chance.shuffle(text)
        lessons.append(
            Lesson(topic=topic, slug=f"lesson-{number}", title=subject.title(), summary="", plain=" ".join(text))
        )
    Lesson.objects.bulk_create(lessons)
    index.replace(documents.of_topic(topic))
    return subjects, [word for word in common[:200] if len(word) > 3]


def slipped(chance, word):
    """The word with a letter dropped, doubled, changed or swapped with its neighbour."""
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return chance.choice(
        [before + after, before + letter * 2 + after, f"{before}e{after}", before + after[0] + letter + after[1:]]
    )


def timed(queries):
    """Titles of the first page for each query; and prints how long they took."""
    found, taken = [], []
    for query in queries:
        start = time.perf_counter()
        results = search(query, now=NOW)
        taken.append((time.perf_counter() - start) * 1000)
        found.append([hit.title.lower() for hit in results.hits])
    print(f"{len(taken)} searches: p50 {statistics.median(taken):.1f} ms, max {max(taken):.1f} ms")
    return found


def test_a_thousand_lessons(subjects):
    chance = random.Random(2)
    subjects, common = subjects
    start = time.perf_counter()
    search("anything", now=NOW)
    print(f"\nvocabulary: {(time.perf_counter() - start) * 1000:.0f} ms, {len(index.vocabulary())} words")
    chosen = [word for word in chance.sample(subjects, QUERIES * 2) if len(word) > 4][:QUERIES]

    print("as written: ", end="")
    exact = timed(chosen)
    print("beginnings: ", end="")
    begun = timed([word[: max(4, len(word) - 2)] for word in chosen])
    print("misspelt:   ", end="")
    misspelt = timed([slipped(chance, word) for word in chosen])
    print("two common: ", end="")
    timed([" ".join(chance.sample(common, 2)) for _ in range(QUERIES)])
    right = [
        sum(word in titles for word, titles in zip(chosen, lists, strict=True)) for lists in (exact, begun, misspelt)
    ]
    first = sum(titles[:1] == [word] for word, titles in zip(chosen, exact, strict=True))
    print(f"right one first as written {first} %; on the first page as written, begun, misspelt: {right} %")

    assert first >= 95
    assert right[0] == QUERIES
    assert right[1] >= 90
    assert right[2] >= 75
