from portal.quizzes.choices import Choice, choice_texts, rows

CHOICES = (Choice("one", "One", "Why one", True), Choice("two", "Two", "Why two", False))
HTML = {"text:one": "1", "why:one": "w1", "text:two": "2", "why:two": "w2"}


def test_texts_and_reasons_have_keys_by_id():
    assert list(choice_texts(CHOICES)) == [
        ("text:one", "One"),
        ("why:one", "Why one"),
        ("text:two", "Two"),
        ("why:two", "Why two"),
    ]


def test_rows_are_numbered_as_shown_and_bare_before_the_answer():
    assert rows(CHOICES, ["two", "one"], HTML, None) == [
        {"number": 1, "id": "two", "text": "2"},
        {"number": 2, "id": "one", "text": "1"},
    ]


def test_rows_tell_verdict_and_reason_after_the_answer():
    assert rows(CHOICES, ["one", "two"], HTML, {"two"}) == [
        {"number": 1, "id": "one", "text": "1", "why": "w1", "correct": True, "picked": False},
        {"number": 2, "id": "two", "text": "2", "why": "w2", "correct": False, "picked": True},
    ]


def test_only_the_key_is_marked_in_a_file():
    assert [list(choice.dump()) for choice in CHOICES] == [["id", "text", "correct", "why"], ["id", "text", "why"]]
