"""Lists of links become resources; what only tracks the reader is cut, and shown in the report."""

import pytest

from portal.content.notes import convert
from portal.content.notes.addresses import cleaned, kind


def resources(text):
    return [resource for page in convert(text, "notes").pages for resource in page.resources]


def body(text):
    (page,) = convert(text, "notes").pages
    return page.body


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://example.com/a?utm_source=x&utm_medium=y", "https://example.com/a"),
        ("https://example.com/a?id=1&gclid=x&page=2", "https://example.com/a?id=1&page=2"),
        ("https://example.com/a?fbclid=x#part", "https://example.com/a#part"),
        ("https://example.com/a?trk=b&sc_channel=ps&s_kwcid=AL!1!2&ef_id=Zz:G:s&s_kwcid=AL!1", "https://example.com/a"),
        ("https://example.com/a?id=trk&b=utm_source", "https://example.com/a?id=trk&b=utm_source"),
        ("https://example.com/#/a?utm_source=x", "https://example.com/#/a"),
        (
            "https://aws.amazon.com/x/?awsf.kind=k%23v&x-all.sort-by=a.b&x-all.sort-order=asc&awsf.level=*all",
            "https://aws.amazon.com/x/",
        ),
        ("https://example.com/x/?awsf.kind=k", "https://example.com/x/?awsf.kind=k"),
        ("https://www.youtube.com/watch?v=1&si=abc", "https://www.youtube.com/watch?v=1"),
        ("https://example.com/watch?si=abc", "https://example.com/watch?si=abc"),
        ("https://example.com/a?", "https://example.com/a"),
    ],
)
def test_only_what_is_known_to_track_is_cut(before, after):
    assert cleaned(before) == after


@pytest.mark.parametrize(
    ("url", "title", "expected"),
    [
        ("https://www.youtube.com/playlist?list=PL1", "Hands-on films", "video"),
        ("https://youtu.be/x", "", "video"),
        ("https://github.com/a/b", "A tutorial", "notebook"),
        ("https://example.com/a.ipynb", "", "notebook"),
        ("https://medium.com/a/b", "", "article"),
        ("https://towardsdatascience.com/a", "", "article"),
        ("https://realpython.com/a-tutorial/", "", "article"),
        ("https://aws.amazon.com/getting-started/hands-on/x/", "", "tutorial"),
        ("https://example.com/x", "A hands-on day", "tutorial"),
        ("https://docs.aws.amazon.com/x/", "", "docs"),
        ("https://boto3.readthedocs.io/", "", "docs"),
        ("https://example.com/docs/x", "", "docs"),
        ("https://www.coursera.org/learn/x", "", "course"),
        ("https://notgithub.com/x", "", "article"),
        ("https://example.com/", "", "article"),
    ],
)
def test_the_kind_is_guessed_from_host_path_and_title(url, title, expected):
    assert kind(url, title) == expected


@pytest.mark.parametrize(
    ("item", "title", "url", "note"),
    [
        ("[Cranes](https://example.com/c)", "Cranes", "https://example.com/c", ""),
        ("[Cranes](https://example.com/c_(lifting))", "Cranes", "https://example.com/c_(lifting)", ""),
        ("[Cranes](<https://example.com/c>)", "Cranes", "https://example.com/c", ""),
        ('[Cranes](https://example.com/c "By hand")', "Cranes", "https://example.com/c", "By hand"),
        ("[Cranes](https://example.com/c) - for a start", "Cranes", "https://example.com/c", "for a start"),
        ("[Cranes](https://example.com/c): for a start", "Cranes", "https://example.com/c", "for a start"),
        ("[Cranes](https://example.com/c) Read it first.", "Cranes", "https://example.com/c", "Read it first."),
        ("**[Cranes](https://example.com/c)**", "Cranes", "https://example.com/c", ""),
        ("[*All* `cranes`](https://example.com/c)", "All cranes", "https://example.com/c", ""),
        ("[](https://example.com/c)", "example.com/c", "https://example.com/c", ""),
        ("https://example.com/c", "example.com/c", "https://example.com/c", ""),
        ("<https://example.com/c>", "example.com/c", "https://example.com/c", ""),
        ("https://example.com/c, Read it.", "example.com/c", "https://example.com/c", None),
        ("[Cranes](https://example.com/c) are tall", None, None, None),
        ("[Cranes](https://example.com/c), [ships](https://example.com/s)", None, None, None),
        ("[Cranes](cranes.md)", None, None, None),
        ("[Cranes](mailto:a@example.com)", None, None, None),
        ("[Cranes](http://[broken)", None, None, None),
        ("[Cranes](https://example.com/" + "c" * 600 + ")", None, None, None),
    ],
)
def test_an_item_that_is_a_link_is_a_resource(item, title, url, note):
    found = resources(f"## Reading\n- {item}\n")

    if note is None:
        assert found == []
    else:
        assert [(each.title, each.url, each.note) for each in found] == [(title, url, note)]


def test_resources_stand_where_the_links_stood():
    text = "## Reading\nBegin here:\n- [Cranes](https://example.com/c)\n- [Ships](https://example.com/s)\n\nDone.\n"

    assert body(text) == "Begin here:\n\n[[resource: cranes]]\n\n[[resource: ships]]\n\nDone."


def test_an_item_without_a_link_stays_a_list_among_the_resources():
    text = "## Reading\n- [Cranes](https://example.com/c)\n- ask at the quay\n- [Ships](https://example.com/s)\n"

    assert body(text) == "[[resource: cranes]]\n\n- ask at the quay\n\n[[resource: ships]]"


def test_a_list_with_few_links_stays_a_list():
    text = "## Reading\n- one\n- two\n- [Cranes](https://example.com/c)\n"

    assert resources(text) == []
    assert body(text) == "- one\n- two\n- [Cranes](https://example.com/c)"


def test_what_is_nested_under_a_link_stands_under_its_resource():
    assert (
        body("## Reading\n- [Cranes](https://example.com/c)\n  - old\n  - long\n")
        == "[[resource: cranes]]\n\n- old\n- long"
    )


def test_links_among_bold_led_items_go_to_a_lesson_named_after_the_section():
    pages = convert(
        "## Ships\n- **Tug** Pulls.\n- [Cranes](https://example.com/c)\n- **Barge** Floats.\n", "notes"
    ).pages

    assert [(page.address, page.body) for page in pages] == [
        ("ships/tug", "Pulls."),
        ("ships/ships", "[[resource: cranes]]"),
        ("ships/barge", "Floats."),
    ]


def test_links_by_reference_are_resources_too():
    (found,) = resources("## Reading\n- [Cranes][c]\n\n[c]: https://example.com/c?utm_source=x\n")

    assert found.url == "https://example.com/c"


def test_an_address_is_declared_once():
    text = "## Reading\n- [Cranes](https://example.com/c)\n- [The same](https://example.com/c?utm_source=x)\n"
    report = convert(text, "notes").report

    assert [each.id for each in resources(text)] == ["cranes"]
    assert body(text) == "[[resource: cranes]]\n\n- [The same](https://example.com/c)"
    assert any("is declared already, as cranes (line 2)" in line for line in report)


def test_the_report_shows_an_address_before_and_after():
    report = convert("## Reading\n- [Cranes](https://example.com/c?trk=1)\n", "notes").report

    assert "             was: https://example.com/c?trk=1" in report
    assert "             now: https://example.com/c" in report


def test_addresses_inside_a_text_are_cleaned_but_not_in_code():
    text = "## Ships\nSee (https://example.com/c?utm_source=x), `https://example.com/c?utm_source=x`.\n"

    assert body(text) == "See (https://example.com/c), `https://example.com/c?utm_source=x`."


def test_a_long_note_stands_in_the_lesson():
    note = "Read it. " * 100
    (found,) = resources(f"## Reading\n- [Cranes](https://example.com/c) {note}\n")

    assert found.note == ""
    assert body(f"## Reading\n- [Cranes](https://example.com/c) {note}\n") == f"[[resource: cranes]]\n\n{note.strip()}"


@pytest.mark.parametrize(
    ("lesson", "link", "fits"),
    [
        ("What is a crane?", "What is a crane?", True),
        ("Crane", "Build, paint and sell cranes with AWS", True),
        ("Floating Crane Service (Amazon FCS)", "FCS in ten minutes", True),
        ("Types of cranes", "Cranes", False),
        ("Crane", "Free ships for everyone", False),
        ("Tugs & Amazon cranes", "All about cranes", True),
    ],
)
def test_a_link_that_names_the_subject_of_a_lesson_is_proposed_to_it(lesson, link, fits):
    text = f"# Harbour\n\n## Things\n- **{lesson}** Text here.\n\n## Reading\n- [{link}](https://example.com/c)\n"
    report = convert(text, "notes").report

    assert any("names the subject of things/" in line for line in report) == fits
