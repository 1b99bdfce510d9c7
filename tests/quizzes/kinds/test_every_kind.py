"""What holds for every type, an eighth one too: it need only be in `kinds/` and in the factories."""

import html
import json
import pkgutil

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from portal.problems import Problems
from portal.quizzes import kinds
from portal.quizzes.kind import shuffled
from portal.quizzes.kinds import KINDS
from portal.yamlfile import Fields
from tests import factories
from tests.quizzes.kinds.reading import again, errors, html_of

NAMES = sorted(KINDS)


def content_of(name):
    problems = Problems()
    content = KINDS[name].read(Fields(factories.CONTENT[name], "", problems))
    assert problems.found == []
    return content


def test_the_seven_types_are_there_one_module_each():
    assert {"single", "multiple", "true-false", "ordering", "matching", "fill", "numeric"} <= set(KINDS)
    assert {module.name.replace("_", "-") for module in pkgutil.iter_modules(kinds.__path__)} == set(kinds.OWN)
    assert set(KINDS) - set(kinds.OWN) == set(kinds.PAGES) == set(kinds.CHECKS)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_dumped_is_json_and_reads_back(name):
    content = content_of(name)

    assert json.loads(json.dumps(content.dump())) == content.dump()
    assert again(content) == content


@pytest.mark.parametrize("name", NAMES)
def test_the_key_is_right_and_nothing_is_wrong(name):
    content = content_of(name)

    assert content.right(content.key())
    assert not content.right({})
    assert content.picks({}) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_form_refuses_nothing_in_words_of_ours(name):
    told = errors(content_of(name).form({}))

    assert told
    assert all("This field" not in message and message.endswith(".") for message in told)


@pytest.mark.parametrize("name", NAMES)
def test_the_view_before_the_answer_holds_no_reason(name):
    content = content_of(name)
    texts = html_of(content)
    shown = json.dumps(content.view(texts, "seed", None), default=list)

    for key, text in texts.items():
        if key.startswith("why:"):
            assert json.dumps(text) not in shown
    for word in ("correct", "why", "hit", "picked", "accept", "tolerance", 'remark": "O'):
        assert word not in shown


@pytest.mark.parametrize("name", NAMES)
def test_the_view_after_the_answer_tells_the_key_and_hides_nothing_typed(name):
    content = content_of(name)
    texts = html_of(content)

    right, skipped = content.view(texts, "seed", content.key()), content.view(texts, "seed", {})
    assert right != skipped
    assert content.say(texts, content.key())


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_rendered_under_a_key_of_its_own(name):
    keys = [key for key, _ in content_of(name).texts()]

    assert len(set(keys)) == len(keys)


@drawn(st.sets(st.text(max_size=6), max_size=9), st.text(max_size=6), st.randoms())
def test_shuffling_depends_on_the_ids_and_the_seed_alone(ids, seed, chance):
    mixed = list(ids)
    chance.shuffle(mixed)

    assert shuffled(mixed, seed) == shuffled(sorted(ids), seed)
    assert set(shuffled(mixed, seed)) == ids


def test_what_was_typed_is_escaped_where_it_is_said():
    typed = "<script>alert(1)</script>"

    assert content_of("fill").say({}, {"text": typed}) == html.escape(typed)
