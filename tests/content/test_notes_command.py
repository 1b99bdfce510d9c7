"""`manage.py import_notes`: what it writes, and when it refuses."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PAGE = Path(__file__).parent / "notes.md"
NOTES = "# Harbour\n\n## Ships\n- **Tug** Pulls other ships.\n- **Barge** Carries cargo.\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch, settings):
    """An empty current directory with the notes in it, and a course elsewhere."""
    settings.LESSONS_DIR = tmp_path / "lessons"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Harbour notes.md").write_text(NOTES)
    return tmp_path


def run(*arguments):
    out = StringIO()
    call_command("import_notes", *map(str, arguments), stdout=out)
    return out.getvalue()


def tree(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_course_folder_is_written_beside_the_notes(here):
    run("Harbour notes.md")

    assert tree(here / "imported-harbour-notes") == [
        "course.yaml",
        "import-report.txt",
        "ships/barge.md",
        "ships/topic.yaml",
        "ships/tug.md",
    ]
    assert (here / "imported-harbour-notes/course.yaml").read_text() == "title: Harbour\ntopics: [ships]\n"
    assert (here / "imported-harbour-notes/ships/tug.md").read_text() == (
        "---\ntitle: Tug\nsummary: Pulls other ships.\nobjectives: []\nstatus: draft\n---\n\nPulls other ships.\n"
    )


def test_the_report_is_printed_and_kept(here):
    printed = run("Harbour notes.md", "--into", "drafts")

    assert "line 4       “Tug” is the lesson ships/tug.md" in printed
    assert printed.startswith((here / "drafts/import-report.txt").read_text())
    assert "Next: manage.py check_lessons drafts" in printed


def test_the_checks_accept_what_was_written(here):
    run(PAGE, "--into", "drafts")
    out = StringIO()
    call_command("check_lessons", "drafts", stdout=out)

    assert "19 lessons, 0 questions, 5 resources, 0 terms and 0 diagrams in 5 topics: no errors." in out.getvalue()


def test_a_dry_run_writes_nothing(here):
    assert "Nothing was written." in run("Harbour notes.md", "--dry-run")
    assert tree(here) == ["Harbour notes.md"]


def test_nothing_is_overwritten_and_all_that_is_in_the_way_is_named(here):
    run("Harbour notes.md", "--into", "drafts")
    (here / "drafts/ships/tug.md").write_text("mine")
    (here / "drafts/ships/barge.md").unlink()

    with pytest.raises(CommandError) as refusal:
        run("Harbour notes.md", "--into", "drafts")

    named = str(refusal.value).split("\n")[1:]
    assert named == ["drafts/course.yaml", "drafts/ships/topic.yaml", "drafts/ships/tug.md", "drafts/import-report.txt"]
    assert (here / "drafts/ships/tug.md").read_text() == "mine"
    assert not (here / "drafts/ships/barge.md").exists()


@pytest.mark.parametrize("folder", ["lessons", "lessons/harbour", "drafts/../lessons/x"])
def test_the_folder_of_the_course_is_refused(here, folder):
    with pytest.raises(CommandError, match="lies in the folder of the course"):
        run("Harbour notes.md", "--into", folder)

    assert tree(here) == ["Harbour notes.md"]


def test_a_file_is_no_folder(here):
    with pytest.raises(CommandError, match="is a file: name a folder"):
        run("Harbour notes.md", "--into", "Harbour notes.md")


def test_a_folder_that_cannot_be_written_is_an_error(here):
    (here / "drafts").mkdir()
    (here / "drafts/ships").write_text("a file where a folder should be")

    with pytest.raises(CommandError, match=r"drafts/ships.* cannot be written"):
        run("Harbour notes.md", "--into", "drafts")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "notes.md has no words: there is nothing to import."),
        (b"\xef\xbb\xbf\r\n \n---\n", "notes.md has no words: there is nothing to import."),
        (b"# Harbour\n\nCaf\xe9\n", r"notes.md is not UTF-8 \(line 3\): save it as UTF-8 and try again."),
        ("# Harbour".encode("utf-16"), "notes.md is written in UTF-16: save it as UTF-8 and try again."),
        (b"a" * 10_000_001, "notes.md is larger than 10 MB: divide it first."),
    ],
)
def test_a_file_that_is_no_notes_is_a_clear_error(here, data, message):
    (here / "notes.md").write_bytes(data)

    with pytest.raises(CommandError, match=message):
        run("notes.md")

    assert not (here / "imported-notes").exists()


@pytest.mark.parametrize(("name", "reason"), [("none.md", "No such file"), (".", "directory")])
def test_a_file_that_cannot_be_read_is_a_clear_error(name, reason):
    with pytest.raises(CommandError, match=f"cannot be read: .*{reason}"):
        run(name)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(here):
    (here / "windows.md").write_bytes(b"\xef\xbb\xbf" + NOTES.replace("\n", "\r\n").encode())
    run("Harbour notes.md", "--into", "plain")
    run("windows.md", "--into", "windows")

    for path in tree(here / "plain"):
        if path != "import-report.txt":
            assert (here / "windows" / path).read_bytes() == (here / "plain" / path).read_bytes()
