from portal.desk.spans import Place, Spans


def test_a_line_says_which_field_it_is_in_and_where():
    spans = Spans(["title", "body"])

    assert spans.place(spans.first("title")) == Place("title", 1)
    assert spans.place(spans.first("body") + 6) == Place("body", 7)


def test_a_line_outside_the_fields_belongs_to_the_whole():
    spans = Spans(["title"])

    assert spans.place(0) is None
    assert spans.place(1) is None
    assert spans.place(spans.first("title") + 5_000_000) is None


def test_the_entries_of_a_list_have_a_line_each():
    spans = Spans(["title", "tags"])

    tags = spans.listed("tags", ["a", "b"])

    assert [spans.place(line) for line in tags.lines] == [Place("tags", 1), Place("tags", 2)]
