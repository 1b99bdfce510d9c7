"""Every shape that notes have, and the place that the import gives it."""

import pytest

from portal.content.notes import convert
from portal.content.notes.inline import INLINE_TAGS
from portal.curriculum.markdown import TAGS
from tests.content.notes_report import read_findings


def imported(text):
    return convert(text, "winter-notes")


def pages(text):
    """Address of each lesson to its text."""
    return {page.address: page.body for page in imported(text).pages}


def titles(text):
    """Title of each topic to the titles of its lessons."""
    return {topic.title: [lesson.title for lesson in topic.lessons] for topic in imported(text).course.topics}


def body(text):
    """The text of the only lesson."""
    (only,) = pages(text).values()
    return only


def said(text):
    """Line and wording of what was odd."""
    return read_findings(imported(text).report)


def test_headings_become_course_topics_and_lessons():
    text = "# Harbour\n\n## Ships\nBoats that are large.\n\n## Cranes\n\n### Small\nOne.\n\n#### Parts\nTwo.\n\n### Large\nThree.\n"

    assert imported(text).course.title == "Harbour"
    assert titles(text) == {"Ships": ["Ships"], "Cranes": ["Small", "Large"]}
    assert pages(text)["cranes/small"] == "One.\n\n## Parts\n\nTwo."


def test_several_top_headings_are_topics_and_the_file_names_the_course():
    text = "# Ships\nOne.\n\n# Cranes\nTwo.\n\n## Small\nThree.\n"

    assert imported(text).course.title == "Winter notes"
    assert titles(text) == {"Ships": ["Ships"], "Cranes": ["Cranes", "Small"]}


def test_underlined_headings_count_as_headings():
    assert titles("Harbour\n=======\n\nShips\n-----\n\nBoats.\n") == {"Ships": ["Ships"]}


def test_what_stands_before_the_first_topic_is_an_introduction():
    text = "# Harbour\n\nSeen from a train.\n\n## Ships\n- **Tug** pulls.\n"

    assert titles(text) == {"Ships": ["Introduction", "Tug"]}
    assert pages(text)["ships/introduction"] == "Seen from a train."


def test_text_before_the_first_item_is_an_introduction():
    assert titles("Seen from a train.\n\n- **Tug** pulls.\n") == {"Winter notes": ["Introduction", "Tug"]}


@pytest.mark.parametrize(
    ("item", "title", "text"),
    [
        ("**Ballast** Water keeps a ship upright.", "Ballast", "Water keeps a ship upright."),
        ("**Ballast**: Water.", "Ballast", "Water."),
        ("**Ballast:** Water.", "Ballast", "Water."),
        ("**Ballast** - Water.", "Ballast", "Water."),
        ("**What is ballast?** water, mostly.", "What is ballast?", "water, mostly."),
        ("**Ballast** is water.", "Ballast", "**Ballast** is water."),
        ("**Ballast**: water.", "Ballast", "**Ballast**: water."),
        ("**Ballast** (water) helps.", "Ballast", "**Ballast** (water) helps."),
        ("__Ballast__ Water.", "Ballast", "Water."),
        ("***Ballast*** Water.", "Ballast", "Water."),
        ("**`ballast` tank** Water.", "ballast tank", "Water."),
        (
            "**[Ballast](https://example.com/b) tank** Water.",
            "Ballast tank",
            "**[Ballast](https://example.com/b) tank** Water.",
        ),
        ("**Ballast**", "Ballast", ""),
    ],
)
def test_a_bold_led_item_is_a_lesson(item, title, text):
    (page,) = imported(f"## Ships\n- {item}\n").pages

    assert (page.lesson.title, page.body) == (title, text)


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "1.", "2)"])
def test_every_mark_of_a_list_makes_lessons(mark):
    assert titles(f"## Ships\n{mark} **Tug** pulls.\n{mark} **Barge** is pulled.\n") == {"Ships": ["Tug", "Barge"]}


def test_the_number_of_an_item_is_kept_in_the_report():
    report = imported("## Ships\n7. **Tug** pulls.\n").report

    assert any("item 7. “Tug” is the lesson ships/tug.md" in line for line in report)


@pytest.mark.parametrize("indent", ["  ", "    ", "\t", "   "])
def test_a_nested_list_stays_a_list_under_its_item(indent):
    text = f"## Ships\n- **Ballast** Pump it:\n{indent}- in\n{indent}- out\n- **Tug** Pulls.\n"

    assert pages(text) == {"ships/ballast": "Pump it:\n\n- in\n- out", "ships/tug": "Pulls."}


def test_three_levels_of_lists_nest_by_four_spaces():
    text = "## Ships\n- one\n  - two\n      - three\n        more of three\n  - two again\n"

    assert body(text) == "- one\n    - two\n        - three\n            more of three\n    - two again"


def test_an_item_with_paragraphs_and_code_is_set_off_by_empty_lines():
    text = "## Ships\n1) one\n\n   more\n\n   ```sh\n   ls\n   ```\n2) two\n"

    assert body(text) == "1. one\n\n    more\n\n    ```sh\n    ls\n    ```\n\n2. two"


def test_a_list_right_after_a_paragraph_begins_a_list():
    assert body("## Ships\nThere are:\n- tugs\n- barges\n") == "There are:\n\n- tugs\n- barges"


def test_two_items_on_one_line_are_divided_and_reported():
    text = "## Ships\n- **Tug** Pulls ships.- **Barge vs. boat** A barge is flat.\n  - wide\n"

    assert pages(text) == {"ships/tug": "Pulls ships.", "ships/barge-vs-boat": "A barge is flat.\n\n- wide"}
    assert (2, "Two items ran together on one line and were divided here.") in said(text)


@pytest.mark.parametrize("line", ["- **Tug** `x.- **y** z` stays.", "- **Tug** Pulls - **never** pushes."])
def test_code_and_dashes_do_not_divide_an_item(line):
    assert len(imported(f"## Ships\n{line}\n").pages) == 1


def test_a_section_without_bold_led_items_is_one_lesson():
    assert pages("## 4 ways to load\n  - by crane\n  -  by ramp\n") == {
        "4-ways-to-load/4-ways-to-load": "- by crane\n- by ramp"
    }


def test_what_follows_an_item_outside_of_it_joins_its_lesson_and_is_reported():
    text = "## Ships\n- **Tug** Pulls.\n- plain\n\nLoose.\n\n| a | b |\n|---|---|\n| c | d |\n"

    assert pages(text) == {"ships/tug": "Pulls.\n\n- plain\n\nLoose.\n\n| a | b |\n|---|---|\n| c | d |"}
    assert [line for line, what in said(text) if "outside of it" in what] == [3]


def test_bold_led_items_under_a_deeper_heading_stay_a_list_and_are_reported():
    text = "# Harbour\n\n## Ships\n\n### Small\n- **Tug** pulls\n- **Dinghy** rows\n"

    assert pages(text) == {"ships/small": "- **Tug** pulls\n- **Dinghy** rows"}
    assert any(line == 6 and "Bold-led items (2)" in what for line, what in said(text))


def test_an_empty_section_is_an_empty_lesson_and_is_reported():
    text = "# Harbour\n\n## Ships\n\n## Cranes\nLift.\n"

    assert pages(text)["ships/ships"] == ""
    assert (3, "“Ships” says nothing yet.") in said(text)


def test_a_second_heading_of_the_same_name_gets_a_number():
    text = "## Ships\nOne.\n\n## Ships\nTwo.\n\n## Ships\nThree.\n"

    assert list(pages(text)) == ["ships/ships", "ships-2/ships", "ships-3/ships"]
    assert [line for line, what in said(text) if "is taken" in what] == [4, 7]


def test_titles_without_latin_letters_still_get_ids():
    assert list(pages("## 船\n- **港** 文.\n- **灯** 文.\n")) == ["topic/lesson", "topic/lesson-2"]


def test_a_title_that_is_too_long_stands_in_the_text_whole():
    long = " ".join(f"word{number}" for number in range(40))
    (page,) = imported(f"## Ships\n- **{long}** Text.\n").pages

    assert len(page.lesson.title) <= 160
    assert page.lesson.title.endswith("…")
    assert page.body == f"**{long}** Text."


def test_notes_without_headings_use_lines_that_stand_alone():
    text = "Ships\n\nBoats that are large and float.\n\n**Cranes**\n\nThey lift.\n"

    assert titles(text) == {"Winter notes": ["Ships", "Cranes"]}
    assert (1, "“Ships” stands alone on its line and was taken for a heading.") in said(text)


def test_notes_without_headings_but_with_items_have_topics():
    text = "Ships\n\n- **Tug** Pulls.\n\nCranes:\n\n- **Small** Lifts.\n"

    assert titles(text) == {"Ships": ["Tug"], "Cranes": ["Small"]}


def test_notes_without_any_structure_are_one_lesson():
    assert titles("nothing but words, and more of them.\n") == {"Winter notes": ["Winter notes"]}


def test_code_is_kept_as_it_is():
    code = '```python title="a.py"\n# no heading\n- **no** item\n\n[[no: embed]] <u>\n```'

    assert body(f"## Ships\n{code}\n") == code


def test_longer_fences_and_tildes_hold_fences():
    assert body("## Ships\n~~~md\n```\ninside\n```\n~~~\n") == "````md\n```\ninside\n```\n````"


def test_indented_code_gets_fences():
    assert body("## Ships\nType:\n\n    # no heading\n      x = 1\n\n\ty = 2\n\nDone.\n") == (
        "Type:\n\n```\n# no heading\n  x = 1\n\ny = 2\n```\n\nDone."
    )


def test_code_that_never_ends_is_closed_and_reported():
    text = "## Ships\n```\nx = 1\n\n## Cranes\n"

    assert body(text) == "```\nx = 1\n\n## Cranes\n```"
    assert any(line == 2 and "never ends" in what for line, what in said(text))


def test_words_after_a_language_are_reported():
    assert body("## Ships\n```python run me\nx\n```\n") == "```python\nx\n```"
    assert "             was: python run me" in imported("## Ships\n```python run me\nx\n```\n").report


def test_tables_and_quotations_are_kept_as_they_are():
    text = "> # quoted\n> words\n\n| a | b |\n|---|:-:|\n| `c` | d |"

    assert body(f"## Ships\n{text}\n") == text


def test_a_table_right_after_a_line_stands_on_its_own():
    assert body("## Ships\nSee:\na | b\n--- | ---\nc | d\n") == "See:\n\na | b\n--- | ---\nc | d"


def test_images_become_links():
    text = "## Ships\nSee ![the quay](quay.png) and [![logo](l.svg)](https://example.com/).\n"

    assert body(text) == "See [the quay](quay.png) and [logo](https://example.com/) ([image](l.svg))."
    assert [line for line, what in said(text) if "image" in what] == [2, 2]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[[Tug]]", "Tug"),
        ("[[Tug|the small one]]", "the small one"),
        ("[[resource: tug]]", "resource: tug"),
        ("[[[note: tug]]]", "[note: tug]"),
        ("![[quay.png]]", "quay.png"),
        ("`[[Tug]]`", "`[[Tug]]`"),
        ("https://example.com/[[a: b]]", "https://example.com/a: b"),
    ],
)
def test_wiki_links_become_text_and_nothing_becomes_an_embed(written, shown):
    assert body(f"## Ships\nSee {written}.\n") == f"See {shown}."


def test_a_wiki_link_to_a_lesson_is_proposed():
    report = imported("## Ships\n- **Tug** Pulls.\n- **Barge** See [[Tug]].\n").report

    assert "             do:  Link it: [Tug](/lessons/ships/tug/)" in report


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("H<sub>2</sub>O<br>", "H<sub>2</sub>O<br>"),
        ("<u>under</u>", "`<u>`under`</u>`"),
        ("<u><blink>x", "`<u><blink>`x"),
        ("`a`<u>x", "`a` `<u>`x"),
        ("List<String>", "List`<String>`"),
        ("a <b", "a &lt;b"),
        ("1 < 2", "1 < 2"),
        ("<https://example.com/>", "<https://example.com/>"),
        ("`<u>`", "`<u>`"),
    ],
)
def test_tags_that_lessons_do_not_show_become_code(written, shown):
    assert body(f"## Ships\nSee {written}\n") == f"See {shown}"


def test_tags_that_stay_are_shown_by_lessons():
    assert INLINE_TAGS <= TAGS


def test_a_block_of_html_becomes_a_block_of_code():
    text = "## Ships\n<details>\n<summary>More</summary>\n\nWords.\n\n</details>\n"

    assert body(text) == "```html\n<details>\n<summary>More</summary>\n```\n\nWords.\n\n```html\n</details>\n```"
    assert [line for line, what in said(text) if what.startswith("HTML")] == [2, 7]


def test_a_script_is_code_to_its_end():
    script = "<script>\nlet x = 1\n\nalert(x)\n</script>"

    assert body(f"## Ships\n{script}\n") == f"```html\n{script}\n```"


def test_comments_stay_out_of_sight_and_are_reported():
    text = "## Ships\nOne.\n\n<!-- ask\n\n## again: [[a: b]] -->\n\nTwo.\n"

    assert body(text) == "One.\n\n<!-- ask ## again: [ [a: b]] -->\n\nTwo."
    assert (4, "A comment: readers do not see it.") in said(text)


def test_footnotes_and_references_move_to_the_lessons_that_use_them():
    text = (
        "## Ships\n- **Tug** Pulls[^1].\n- **Barge** See [there][quay].\n\n## Notes\nLast.\n\n"
        "[^1]: Hard,\n    and long.\n[Quay]: https://example.com/quay\n[unused]: https://example.com/\n"
    )

    assert pages(text) == {
        "ships/tug": "Pulls[^1].\n\n[^1]: Hard,\n    and long.",
        "ships/barge": "See [there][quay].\n\n[Quay]: https://example.com/quay",
        "notes/notes": "Last.\n\n[unused]: https://example.com/",
    }


def test_fields_above_the_notes_are_reported_and_may_name_the_course():
    text = "---\ntitle: A winter\ntags: [ice]\n---\n\n## Ships\nBoats.\n"

    assert imported(text).course.title == "A winter"
    assert "             was: title: A winter; tags: [ice]" in imported(text).report


def test_admonitions_keep_their_indentation():
    text = "!!! note\n    Mind the tide.\n\n    Twice."

    assert body(f"## Ships\n{text}\n\nDone.\n") == f"{text}\n\nDone."


def test_hash_words_do_not_become_headings():
    assert body("## Ships\n#harbour #night\n") == "\\#harbour #night"


def test_rules_stay_inside_a_lesson_and_vanish_at_its_ends():
    assert body("## Ships\n\n***\n\nOne.\n\n- - -\n\nTwo.\n\n---\n") == "One.\n\n---\n\nTwo."


def test_the_summary_is_the_first_sentence():
    (page,) = imported("## Ships\n- **Tug** It `pulls` [ships](https://example.com). It is small.\n").pages

    assert page.summary == "It pulls ships."


def test_windows_line_ends_and_a_byte_order_mark_change_nothing():
    text = "# Harbour\n\n## Ships\n- **Tug** Pulls:\n  - far\n\n```\nx\n```\n"

    assert imported("\ufeff" + text.replace("\n", "\r\n")) == imported(text)
    assert imported(text.replace("\n", "\r")) == imported(text)


def test_control_characters_are_replaced_and_reported():
    assert body("## Ships\nTug\x00boat\x1b.\n") == "Tug\ufffdboat\ufffd."
    assert (2, "A control character was replaced.") in said("## Ships\nTug\x00boat\x1b.\n")


def test_the_same_notes_give_the_same_course():
    text = "## Ships\n- **Tug** Pulls.\n- **Tug** Pulls again.\n"

    assert imported(text) == imported(text)
