"""Nothing of the notes gets lost, whatever they are: tried with a page of every shape, and with arbitrary ones."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.content.checks import check
from portal.content.notes import NothingToImport, convert
from portal.content.source import read_course

PAGE = (Path(__file__).parent / "notes.md").read_text(encoding="utf-8")
MARKS = [
    *(
        "# ",
        "\n## ",
        "\n### ",
        "\n- ",
        "\n  - ",
        "\n* ",
        "\n1. ",
        "\n\n",
        "\n",
        "\n    ",
        "\t",
        " ",
        "**Name** ",
        "**",
        "__",
    ),
    *(
        "`",
        "```",
        "\n```",
        "\n~~~x\n",
        "|",
        "\n|---|---|\n",
        "\n---\n",
        "\n===\n",
        "> ",
        "[text](https://a.example/b?utm_source=x&d=e)",
    ),
    *(
        "[text](other.md)",
        "[text][ref]",
        "\n[ref]: https://a.example/",
        "[^1]",
        "\n[^1]: note",
        "[[Page|shown]]",
        "[[a: b]]",
        "[[",
    ),
    *(
        "![picture](x.png)",
        "<b>",
        "<u>",
        "</u>",
        "\n<div>",
        "<!-- ",
        " -->",
        "<",
        "&",
        "\\",
        "!",
        ".- **Run** on ",
        "\n- [Link](https://c.example)",
    ),
    *(
        "word",
        "Sentence one. ",
        "question?",
        "é",
        "ß",
        "港",
        "٣",
        "\0",
        "\u2028",
        "\r\n",
        "\ufeff",
        "(",
        ")",
        "]",
        "#tag",
        "_x_",
        "'",
    ),
]
PIECES = st.lists(st.sampled_from(MARKS), max_size=40).map("".join)


def words(text):
    return re.findall(r"[^\W_]+", text.casefold())


def written(imported):
    """All that stands in the files, without what YAML does to it."""
    for page in imported.pages:
        yield page.lesson.title
        yield page.body
        for resource in page.resources:
            yield from (resource.title, resource.url, resource.note)
    yield imported.course.title
    yield from (topic.title for topic in imported.course.topics)


def missing(text, imported):
    """Words of the input that are found neither in the files nor in the report's own words."""
    report = [line for line in imported.report if "No place for all words" not in line]
    found = set(words("\n".join([*written(imported), *report])))
    return [word for word in words(text) if word not in found]


@pytest.fixture(scope="module")
def page():
    return convert(PAGE, "notes")


def test_every_word_of_the_page_is_in_the_output_or_the_report(page):
    assert missing(PAGE, page) == []
    assert page.lost == ()


def test_every_sentence_of_the_page_stands_in_one_piece(page):
    files = " ".join(" ".join(page.files.values()).split())

    for sentence in re.findall(r"[A-Z][a-zA-Z ,’]+\.(?=\s)", PAGE):
        assert " ".join(sentence.split()) in files


def test_every_heading_and_every_bold_led_item_has_its_place(page):
    titles = {title for topic in page.course.topics for title in (topic.title, *(each.title for each in topic.lessons))}
    headings = [*re.findall(r"^#{2,3} (.+)$", PAGE, re.MULTILINE), "Moorings"]
    items = re.findall(r"(?:^[-*+\d.)]+|\.-) \*\*(.+?)\*\*", PAGE.partition("### Papers")[0], re.MULTILINE)

    assert len(items) == 13
    assert titles >= {*headings, *items}


def test_the_checks_of_the_course_find_no_error(page, tmp_path):
    for path, text in page.files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    course, problems = read_course(tmp_path)

    assert problems.errors == []
    assert check(course).errors == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES | st.text())
@example("- **Tug** a.- **Barge** b")
@example("---\na: b\n---\n1) x\n\n```\ny")
@example("- [a][b]\n\n[b]: https://c.example/?gclid=d\n[b]: https://e.example/")
def test_no_text_breaks_the_import_and_no_word_gets_lost(text):
    try:
        imported = convert(text, "notes")
    except NothingToImport:
        assert not words(text)
        return

    assert missing(text, imported) == []


def test_a_word_that_finds_no_place_is_shown_with_its_line():
    # Nobody shows half of a word this long, and the link was in its midst.
    long = "a" * 1000
    imported = convert(f"## Ships\n{long}[[b]]\n", "notes")

    assert [finding.line for finding in imported.lost] == [2]
    assert any(long + "[[b]]" in line for line in imported.report)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        (PAGE.rpartition("```")[0] * 400)[:1_000_000],
        "several plain words. " * 50_000,
        "[" * 500_000 + "a",
        "[[a" * 330_000,
        "](" * 300_000 + "a",
        "`a`` b``` " * 100_000,
        "**a " * 250_000,
        "<a " * 330_000,
        "<!-- a\n" * 140_000,
        "<pre>\n" * 160_000 + "a",
        "a" + " " * 1_000_000 + "b",
        "- " * 500_000 + "a",
        "a" * 1_000_000,
        "```\na\n" * 160_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_megabyte_takes_seconds(text):
    start = time.monotonic()
    convert(text, "notes")

    # Each takes about three seconds; what is quadratic takes hours.
    assert time.monotonic() - start < 60
