import random
from itertools import combinations

import pytest

from portal.content.checks import NEAR, near
from portal.content.style import words


def question(number, stem):
    from portal.content.source import read_question
    from portal.problems import Problems
    from portal.yamlfile import Fields

    entry = {"id": f"q-{number}", "lesson": "x", "type": "fill", "stem": stem, "accept": ["a"], "explain": "b"}
    return read_question(Fields(entry, "tests", Problems()), "topic")


@pytest.mark.parametrize("seed", range(5))
def test_the_quick_way_finds_the_pairs_that_comparing_all_finds(seed):
    chance = random.Random(seed)
    vocabulary = [f"word{number}" for number in range(12)]
    stems = [" ".join(chance.sample(vocabulary, chance.randint(1, 11))) for _ in range(120)]
    questions = [question(number, stem) for number, stem in enumerate(stems)]

    def similar(one, other):
        mine, theirs = words(one.stem), words(other.stem)
        return len(mine & theirs) >= NEAR * len(mine | theirs)

    expected = [(one.slug, other.slug) for one, other in combinations(questions, 2) if similar(one, other)]
    assert len(expected) > 10
    assert sorted((one.slug, other.slug) for one, other in near(questions)) == sorted(expected)


def test_stems_without_words_resemble_nothing():
    assert list(near([question(1, "?"), question(2, "!")])) == []
