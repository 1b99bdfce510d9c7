"""YAML with line numbers, and a reader that reports every mistake where it stands."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.problems import Problems
from portal.yamlfile import MAX_DEPTH, Fields, dump, load


def fields_of(text):
    problems = Problems()
    return Fields(load(text, "a.yaml", problems), "a.yaml", problems), problems


def told(problems):
    return [str(problem) for problem in problems.found]


# Loading


def test_lines_of_keys_items_and_nested_keys():
    document = load("one: 1\nlist:\n  - a\n\n  - b\nmap:\n  inner: 2\n", "a.yaml", Problems())

    assert document.lines == {"one": 1, "list": 2, "map": 6}
    assert document["list"].lines == [3, 5]
    assert document["map"].lines == {"inner": 7}


def test_lines_count_from_where_the_text_begins_in_its_file():
    document = load("list:\n  - {id: a}\n", "a.md", Problems(), first_line=10)

    assert (document.lines, document["list"].lines, document["list"][0].line) == ({"list": 10}, [11], 11)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1\nb: *x\n", "a.yaml:2: not YAML: aliases (*name) are not allowed"),
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3: not YAML: “a” stands here twice"),
        ("1: a\n'1': b\n", "a.yaml:2: not YAML: “1” stands here twice"),
        ("a:\n - b\n c: d\n", "a.yaml:3: not YAML: expected <block end>, but found '?'"),
        (
            "a: !!python/object:os.system x\n",
            "a.yaml:1: not YAML: could not determine a constructor for the tag 'tag:yaml.org,2002:python/object:os.system'",
        ),
        ("a: 'open\n", "a.yaml:2: not YAML: found unexpected end of stream"),
        ("[" * (MAX_DEPTH + 1), "a.yaml:1: not YAML: nested too deeply"),
    ],
)
def test_what_is_not_allowed_is_told_with_its_line(text, problem):
    problems = Problems()

    assert load(text, "a.yaml", problems) is None
    assert told(problems) == [problem]


@pytest.mark.parametrize("text", ["a: 2026-13-45", "a: \x00", "a: 1\n---\nb: 2", "? [a, b]\n: c\n", "<<: {a: 1}"])
def test_strange_documents_are_a_problem_and_no_crash(text):
    problems = Problems()

    assert load(text, "a.yaml", problems, first_line=5) is None
    assert len(problems.errors) == 1
    assert problems.errors[0].line >= 5


def test_a_thousand_aliases_cost_nothing():
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(20))

    assert load(bomb, "a.yaml", Problems()) is None


# Reading fields


def test_a_text():
    fields, problems = fields_of("a: ' word '\nb: 7\nc: ''\nd: '   '\ne: long\nf: yes\n")

    assert fields.text("a") == "word"
    assert fields.text("c", required=False) == ""
    assert problems.found == []
    for name in "bcdfg":
        assert fields.text(name) == ""
    fields.text("e", limit=3)
    assert told(problems) == [
        "a.yaml:2: “b” must be text: put 7 between quotes",
        "a.yaml:3: “c” is missing",
        "a.yaml:4: “d” is missing",
        "a.yaml:6: “f” must be text: put True between quotes",
        "a.yaml:1: “g” is missing",
        "a.yaml:5: “e” is longer than 3 characters",
    ]


@pytest.mark.parametrize(
    ("text", "value", "ok"),
    [
        ("3", 3, True),
        ("1", 1, True),
        ("0", 1, False),
        ("4", 1, False),
        ("1.0", 1, False),
        ("true", 1, False),
        ("'2'", 1, False),
    ],
)
def test_a_whole_number_within_bounds(text, value, ok):
    fields, problems = fields_of(f"a: {text}")

    assert fields.integer("a", minimum=1, maximum=3) == value
    assert told(problems) == ([] if ok else ["a.yaml:1: “a” must be a whole number from 1 to 3"])


def test_a_missing_number_has_its_default_or_is_a_problem():
    fields, problems = fields_of("a: 1")

    assert fields.integer("b", default=2, minimum=1, maximum=3) == 2
    assert fields.number("c", default="0.5") == Decimal("0.5")
    assert problems.found == []
    assert fields.integer("b", minimum=1, maximum=3) == 1
    assert fields.number("c") == 0
    assert len(problems.errors) == 2


@pytest.mark.parametrize("text", ["word", "true", "'1'", ".inf", "-.inf", ".nan", "[1]"])
def test_what_is_no_number(text):
    fields, problems = fields_of(f"a: {text}")

    assert fields.number("a") == 0
    assert told(problems) == ["a.yaml:1: “a” must be a number"]


def test_a_number_is_exact():
    assert fields_of("a: 0.1")[0].number("a") == Decimal("0.1")


@pytest.mark.parametrize(
    ("text", "value", "ok"),
    [
        ("true", True, True),
        ("false", False, True),
        ("~", False, True),
        ("1", False, False),
        ("0", False, False),
        ("'true'", False, False),
    ],
)
def test_a_flag(text, value, ok):
    fields, problems = fields_of(f"a: {text}")

    assert fields.flag("a") is value
    assert (problems.found == []) is ok


def test_a_word_among_some():
    fields, problems = fields_of("a: docs\nb: book\nc: [docs]\n")

    assert fields.word("a", ("docs", "video")) == "docs"
    assert fields.word("d", ("docs", "video"), default="video") == "video"
    assert problems.found == []
    assert fields.word("b", ("docs", "video")) == "docs"
    assert fields.word("c", ("docs", "video"), default="video") == "video"
    assert told(problems) == ["a.yaml:2: “b” must be one of: docs, video", "a.yaml:3: “c” must be one of: docs, video"]


def test_a_date():
    fields, problems = fields_of("a: 2026-11-24\nb: '2026-11-24'\nc: 2026-11-24 10:00:00\nd: 24 November\n")

    assert fields.date("a") == fields.date("b") == datetime.date(2026, 11, 24)
    assert fields.date("e", required=False) is None
    assert problems.found == []
    assert [fields.date("c"), fields.date("d", required=False), fields.date("e")] == [None, None, None]
    assert [problem.line for problem in problems.found] == [3, 4, 1]


def test_a_moment_is_in_utc():
    fields, problems = fields_of(
        "a: 2026-12-01 07:00:00Z\nb: 2026-12-01 07:00:00\nc: '2026-12-01T08:00:00+01:00'\nd: soon\ne: 2026-12-01\n"
    )
    seven = datetime.datetime(2026, 12, 1, 7, tzinfo=datetime.UTC)

    assert [fields.moment(name) for name in "abc"] == [seven, seven, seven]
    assert fields.moment("f") is None
    assert problems.found == []
    assert [fields.moment("d"), fields.moment("e")] == [None, None]
    assert [problem.line for problem in problems.found] == [4, 5]


def test_lists_of_words_and_of_mappings():
    fields, problems = fields_of("a: [x, y]\nb:\n  - {id: one}\n  - two\nc: x\n")

    assert fields.words("a") == ("x", "y")
    assert fields.words("d") == ()
    assert [each.line for each in fields.each("b")] == [3, 4]
    assert fields.items("c") == []
    assert told(problems) == ["a.yaml:4: expected fields such as “id: …” here", "a.yaml:5: “c” must be a list"]


def test_a_field_that_nobody_asked_for_is_told():
    fields, problems = fields_of("title: A\ntilte: B\n")
    fields.text("title")
    fields.finish()

    assert told(problems) == ["a.yaml:2: “tilte” is not a field here (known: title)"]


@pytest.mark.parametrize("text", ["- a", "word", "", "7"])
def test_something_else_than_fields_is_one_problem(text):
    fields, problems = fields_of(text)

    assert len(problems.errors) == 1
    assert fields.text("a", required=False) == ""


def test_a_plain_dictionary_has_no_lines():
    problems = Problems()
    Fields({"a": 1}, "row", problems).text("a")

    assert told(problems) == ["row:0: “a” must be text: put 1 between quotes"]


# Writing


def test_long_texts_are_folded_and_lists_of_words_stay_on_a_line():
    long = "word " * 30

    assert dump({"a": long.strip(), "b": ["x", "y"], "c": "yes", "d": Decimal("1.5")}).splitlines()[0] == "a: >-"
    assert "b: [x, y]" in dump({"b": ["x", "y"]})
    assert dump({"c": "yes"}) == "c: 'yes'\n"
    assert dump([{"a": 1}, {"b": 2}]) == "- a: 1\n\n- b: 2\n"


TEXT = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, blacklist_categories=["Cc", "Cs", "Cn"]), max_size=200
)
LINES = st.lists(TEXT, max_size=3).map("\n".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT | LINES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=300)
@given(st.dictionaries(st.text("abc", min_size=1), VALUES, min_size=1))
def test_what_is_written_reads_back_the_same(document):
    problems = Problems()

    assert load(dump(document), "a.yaml", problems) == document
    assert problems.found == []
