"""What looks wrong in notes is reported with its line, and left as it is."""

import pytest

from portal.content.notes import convert
from tests.content.notes_report import read_findings


def findings(text):
    """Line and wording of what was odd."""
    return read_findings(convert(text, "notes").report)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("- **Crane**\n  - Large: five tons\n  - Fast: engines?", "An idea left open: it ends with a question."),
        ("- **Crane** Who drives it?", "An idea left open: it ends with a question."),
        ("- **Who drives a crane?**", "An idea left open: it ends with a question."),
        ("- **Crane** lifts.- Ramp rolls.", "This looks like a second item inside the line; it was left there."),
        ("- **Crane** on the Amazon Web Server.", "“Amazon Web Server” looks wrong."),
        ("- **Crane** with Sagemaker on it.", "“Sagemaker” is written “SageMaker”."),
        ("- **Iaas crane** Text that is here.", "“Iaas” is written “IaaS”."),
        (
            "- **Crane** In the previous example it fell.",
            "“previous example” points to something that is not in this lesson.",
        ),
        ("- **Crane** As the figure below shows.", "“figure below” points to something that is not in this lesson."),
        ("- **Crane** up", "“Crane” says hardly anything."),
        ("- **Crane**", "“Crane” says nothing yet."),
        ("- **Crane** A lift(Tall and slow) on rails.", "A space is missing or one too many."),
        ("- **Crane** Tall , slow and on rails.", "A space is missing or one too many."),
        (
            "- **Crane** See [the other](other.md#part) page.",
            "A link into the notes or to a file beside them: in a lesson it leads nowhere.",
        ),
        ("- **Crane** " + "It lifts the boxes and " * 5 + "then", "This ends without a full stop."),
    ],
)
def test_an_oddity_is_reported_with_its_line(line, what):
    found = findings(f"# Harbour\n\n## Cranes\n{line}\n")

    assert what in [wording for _, wording in found]
    assert all(4 <= number <= 6 for number, _ in found)


@pytest.mark.parametrize(
    "line",
    [
        "- **What is a crane?** It lifts heavy boxes.",
        "- **Crane** Why use it? It lifts heavy boxes.",
        "- **Crane** *Why use it?* It lifts heavy boxes.",
        "- **Crane** For example, a mast. In the previous example it fell.",
        "- **Crane** Amazon Web Services and SageMaker on rails.",
        "- **Crane** Type `Sagemaker ( x )` or `previous example?`",
        "- **Crane** Read https://example.com/Sagemaker/ on rails.",
        "- **Crane** Steps to take:\n  - Look up.\n  - Lift the box, slowly and with care.",
    ],
)
def test_what_is_in_order_is_not_reported(line):
    assert findings(f"# Harbour\n\n## Cranes\n{line}\n") == []


def test_titles_are_looked_at_too():
    assert findings("# AWS Amazon Web Server\n\n## Cranes\nThey lift heavy boxes.\n") == [
        (1, "“Amazon Web Server” looks wrong.")
    ]


def test_a_sentence_that_stands_twice_is_reported_once_with_both_lines():
    text = "## Cranes\n- **Tall** It lifts all of the boxes. Then rest.\n- **Low** Look up.\n  It *lifts* all of the boxes!\n"

    assert (4, "This sentence stands on line 2 already.") in findings(text)
    assert len([what for _, what in findings(text) if "sentence" in what]) == 1


def test_names_without_a_word_of_explanation_are_reported():
    text = "## Prices\n- **Kinds**\n  - On demand\n  - Spare capacity: cheap, but it can be taken away\n  - Reserved\n"

    assert [line for line, what in findings(text) if "is only a name" in what] == [3, 5]


def test_a_list_of_names_alone_is_in_order():
    assert findings("## Cranes\nThese are the kinds of cranes:\n- tall\n- low\n- wide\n") == []


def test_a_slip_is_found_by_the_words_around_it():
    text = "## Cranes\n- **Tall** All resources, more resources, other resources, and some resorces here.\n"

    assert findings(text) == [(2, "“resorces” may be a slip for “resources”.")]


def test_a_misspelt_name_is_reported_once_with_all_its_lines():
    text = "## Cranes\nOne Sagemaker is here.\n\nAnd a Sagemaker is there.\n"

    assert findings(text) == [(2, "“Sagemaker” is written “SageMaker” (also on line 4).")]


def test_nothing_of_it_is_changed():
    text = "In the previous example Sagemaker , Iaas and resorces fell off the Amazon Web Server?"
    (page,) = convert(f"## Cranes\n{text}\n", "notes").pages

    assert page.body == text
