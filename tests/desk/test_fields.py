import datetime

import pytest
from django import forms

from portal.desk.fields import LinesField, SetsField, YamlField


def test_a_list_is_shown_and_read_one_entry_per_line():
    field = LinesField()

    assert field.prepare_value(["one", "two words"]) == "one\ntwo words"
    assert field.clean(" one \r\n\r\ntwo words\r\n") == ["one", "two words"]


def test_a_list_that_only_got_other_line_ends_has_not_changed():
    field = LinesField()

    assert not field.has_changed(["one", "two"], "one\r\ntwo\r\n")
    assert field.has_changed(["one", "two"], "two\r\none")


def test_sets_are_words_between_commas():
    field = SetsField()

    assert field.prepare_value([["region", "zone"], ["a", "b"]]) == "region, zone\na, b"
    assert field.clean("region,zone\na , b,\n") == [["region", "zone"], ["a", "b"]]


def test_yaml_is_shown_in_canonical_form_and_typed_text_as_it_was_typed():
    field = YamlField(rows=4)

    assert field.prepare_value({"accept": ["queue", "line"]}) == "accept: [queue, line]\n"
    assert field.prepare_value("accept:   [ queue ]") == "accept:   [ queue ]"


def test_yaml_that_is_none_names_the_line():
    with pytest.raises(forms.ValidationError) as caught:
        YamlField(rows=4).clean("choices:\r\n  - id: a\r\n  text: [")

    assert caught.value.messages[0].startswith("Line 3: not YAML")


def test_yaml_in_another_dress_has_not_changed():
    field = YamlField(rows=4)
    initial = [{"url": "https://docs.aws.amazon.com/", "checked": datetime.date(2026, 11, 24)}]

    assert not field.has_changed(initial, '- {checked: 2026-11-24, url: "https://docs.aws.amazon.com/"}\r\n')
    assert field.has_changed(initial, "- url: https://docs.aws.amazon.com/\n")
