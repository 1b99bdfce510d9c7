"""Which lesson a link belongs to, where its title says so."""

from collections import Counter
from collections.abc import Iterable, Sequence

from portal.content.notes.bodies import Page
from portal.content.notes.drafts import Resource
from portal.content.notes.words import words

# Words that say nothing about the subject of a lesson.
COMMON = frozenset(
    "a an and are as at by for from how in into is it its of on or s the to use using what why with your you "
    "amazon aws introduction overview resource resources guide".split()
)
MAX_WORDS = 6


def belongs_to(pages: Sequence[Page]) -> list[tuple[Resource, Page]]:
    """Resources with the lesson whose whole subject their title names; where several fit, the most words win."""
    subjects = _subjects(pages)
    by_word = _by_rarest_word(subjects)
    found = []
    for page in pages:
        for resource in page.resources:
            names = _subject(resource.title)
            fitting = [subject for name in names for subject in by_word.get(name, ()) if subject <= names]
            best = max(fitting, key=lambda subject: (len(subject), sorted(subject)), default=None)
            if best and subjects[best].address != page.address:
                found.append((resource, subjects[best]))
    return found


def _subjects(pages: Iterable[Page]) -> dict[frozenset[str], Page]:
    """The words that name the subject of each lesson; the first lesson on a subject counts."""
    found: dict[frozenset[str], Page] = {}
    for page in pages:
        for piece in _pieces(page.lesson.title):
            subject = _subject(piece)
            if 0 < len(subject) <= MAX_WORDS:
                found.setdefault(subject, page)
    return found


def _pieces(title: str) -> list[str]:
    """A title that joins two subjects names either; one with an abbreviation in brackets has two names."""
    return [piece for side in title.split("&") for piece in (side.partition("(")[0], side.partition("(")[2])]


def _subject(title: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in words(title) if word not in COMMON)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _by_rarest_word(subjects: Iterable[frozenset[str]]) -> dict[str, list[frozenset[str]]]:
    """Subjects by the one of their words that the fewest share, so that a look-up tries few."""
    count = Counter(word for subject in subjects for word in subject)
    found: dict[str, list[frozenset[str]]] = {}
    for subject in subjects:
        found.setdefault(min(subject, key=lambda word: (count[word], word)), []).append(subject)
    return found
