import pytest

from portal.search.query import MAX_LENGTH, MAX_WORDS, Query, Word, bounded, read
from portal.search.spelling import Speller

SPELLER = Speller({"elasticity": 3, "elastic": 5, "auto": 2, "scaling": 2, "price": 4, "of": 9})


def reading(text, known_to_index=()):
    return read(text, SPELLER, lambda word: word in known_to_index)


def test_the_last_word_may_go_on_the_others_may_not():
    assert reading("elastic price").query == Query((Word("elastic"), Word("price", goes_on=True)))


def test_an_unfinished_word_goes_on_wherever_it_stands_and_brings_whole_words():
    unfinished, last = reading("elasticit price").query.words

    assert unfinished == Word("elasticit", goes_on=True, completions=("elasticity",))
    assert last == Word("price", goes_on=True)


def test_a_word_of_which_the_index_has_another_form_stays():
    assert reading("pricing", known_to_index={"pricing"}).mended == ()


def test_a_word_that_nothing_matches_gives_way_and_is_named_once():
    found = reading("elastisity elastisity of prcie")

    assert str(found.query) == "elasticity elasticity of price"
    assert found.mended == ("elastisity", "prcie")


def test_a_part_of_a_joined_word_is_mended_in_place():
    found = reading("auto-scalling")

    assert str(found.query) == "auto-scaling"
    assert found.mended == ("auto-scalling",)


def test_fillers_do_not_count_when_any_word_will_do():
    assert [word.text for word in reading("the price of it").query.any().words] == ["price"]
    assert [word.text for word in reading("of").query.any().words] == ["of"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        (' \x00 " * ^ _ -- ', ""),
        ("price*", "price"),
        ("cafe\u0301", "caf\u00e9"),
        ("a" * 300, "a" * MAX_LENGTH),
        ("a " * 50, " ".join("a" * MAX_WORDS)),
        ("-".join("a" * 50), "-".join("a" * MAX_WORDS)),
    ],
)
def test_what_is_read_is_bounded(text, kept):
    assert bounded(text).strip(' \x00"*^_-') == kept
