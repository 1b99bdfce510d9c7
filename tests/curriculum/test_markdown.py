import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.curriculum.glossary import Entry, Glossary
from portal.curriculum.markdown import CLEANER, Embed, render, render_text


def html(source):
    return "".join(block for block in render(source).blocks if isinstance(block, str))


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<p style="position:fixed">x</p>',
        "<style>*{display:none}</style>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
        "<textarea><img src=x onerror=alert(1)></textarea>",
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
        '<form action="https://evil.example"><input name=q></form>',
        '<div onclick="alert(1)">x</div>',
        "<custom-element>x</custom-element>",
        "<title><img src=x onerror=alert(1)></title>",
        '<base href="https://evil.example/">',
        '<object data="x"></object>',
        "![x](https://tracker.example/pixel.gif)",
    ],
)
@pytest.mark.parametrize(
    "frame", ["{}", "> {}", "- {}", '!!! note "t"\n    {}', "| a |\n|---|\n| {} |", "para {} graph"]
)
def test_nothing_that_acts_survives(payload, frame):
    found = html(frame.format(payload))

    assert not re.search(
        r"<(script|style|img|svg|math|iframe|form|input|object|base|title|textarea|noscript|custom)", found, re.I
    )
    assert not re.search(r"<[^>]*\s(on\w+|style|srcdoc|action)\s*=", found, re.I)
    assert not re.search(r"(href|src)=\"\s*(javascript|data|vbscript):", found, re.I)


@given(st.text(alphabet=st.sampled_from("<>&\"'`[](){}!*_#-|:/=\\ \nabcsvgonript"), max_size=200))
def test_cleaning_twice_changes_nothing(source):
    for block in render(source).blocks:
        if isinstance(block, str):
            without_ours = re.sub(r'<span class="vh">.*?</span>', "", block)
            once = CLEANER.clean(without_ours)
            assert CLEANER.clean(once) == once


def test_an_id_written_by_hand_does_not_survive_but_ours_do():
    found = html('## A heading\n\n<p id="search">x</p>')

    assert 'id="s-a-heading"' in found
    assert 'id="search"' not in found


def test_blocks_are_pieces_of_html_and_embeds_in_order():
    rendered = render("One.\n\n[[question: q-1]]\n\n[[diagram: d.svg]]\n\nTwo.\n\n[[widget: chooser?hours=8&os=linux]]")

    assert rendered.blocks == (
        "<p>One.</p>",
        Embed("question", "q-1"),
        Embed("diagram", "d.svg"),
        "<p>Two.</p>",
        Embed("widget", "chooser", "hours=8&os=linux"),
    )


@pytest.mark.parametrize(
    "source", ["- [[question: q]]", "> [[question: q]]", "See [[question: q]] here.", "[[nonsense: q]]"]
)
def test_an_embed_counts_only_alone_at_the_margin(source):
    assert render(source).embeds == ()


def test_an_embed_in_code_is_an_example():
    assert render("```\n[[question: q]]\n```").embeds == ()


def test_a_placeholder_written_as_html_is_no_way_around_the_cleaner():
    rendered = render('<div data-embed="question" data-query="" data-ref="q" onclick="x"></div>')

    assert all("onclick" not in block for block in rendered.blocks if isinstance(block, str))


def test_external_links_say_where_they_lead_and_give_nothing_away():
    found = html("[docs](https://docs.aws.amazon.com/x?a=1&b=2) and [here](#s-top)")

    assert '<a class="external" href="https://docs.aws.amazon.com/x?a=1&amp;b=2" rel="noopener"' in found
    assert '<span class="vh"> (leads to docs.aws.amazon.com)</span>' in found
    assert '<a href="#s-top" rel="noopener">here</a>' in found


def test_a_link_written_as_html_is_marked_too():
    assert "(leads to example.org)" in html('<a href="https://example.org/">x</a>')


@pytest.mark.parametrize("address", ["HTTPS://example.org/", "//example.org/", "\\\\example.org/", "/\\example.org/"])
def test_a_link_that_leads_outside_in_another_spelling_is_marked_too(address):
    assert "(leads to example.org)" in html(f'<a href="{address}">x</a>')


def test_a_link_has_one_title_and_one_class():
    assert html('<a class="btn" href="https://example.org/" title="A &quot;guide&quot;">x</a>') == (
        '<p><a class="external" href="https://example.org/" rel="noopener" title="A &quot;guide&quot; (example.org)">'
        'x<span class="vh"> (leads to example.org)</span></a></p>'
    )


def test_an_address_that_is_none_breaks_nothing():
    assert "x" in html('<a href="https://[">x</a>')


def test_headings_keep_level_anchor_and_text():
    rendered = render("## What people get wrong, and why\n\n### One address for Marram’s servers\n\n## A & B")

    assert [(heading.level, heading.anchor, heading.text) for heading in rendered.headings] == [
        (2, "what-people-get-wrong-and-why", "What people get wrong, and why"),
        (3, "one-address-for-marrams-servers", "One address for Marram’s servers"),
        (2, "a-b", "A & B"),
    ]


def test_code_has_a_file_name_highlighted_lines_and_takes_the_focus():
    found = html('```python title="send.py" hl_lines="2"\nimport boto3\nsqs = boto3.client("sqs")\n```')

    assert '<span class="filename">send.py</span>' in found
    assert '<pre tabindex="0">' in found
    assert '<span class="hll">' in found
    assert '<span class="kn">import</span>' in found


def test_fences_work_inside_admonitions():
    found = html('!!! note "Title"\n    ```python\n    x = 1\n    ```')

    assert '<div class="admonition note">' in found
    assert '<span class="mi">1</span>' in found


def test_wide_tables_scroll_inside_a_frame_that_takes_the_focus():
    found = html("| a | b |\n|:-|-:|\n| 1 | 2 |")

    assert '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table class="table">' in found
    assert '<td align="right">2</td>' in found
    assert "style" not in found


def test_footnotes_and_definition_lists():
    found = html("Claim.[^1]\n\nTerm\n:   Meaning\n\n[^1]: Proof.")

    assert 'href="#fn:1"' in found
    assert 'id="fn:1"' in found
    assert "<dt>Term</dt>" in found


def test_a_short_text_loses_its_paragraph_and_longer_ones_keep_theirs():
    assert render_text("Use `x` and **y**.") == "Use <code>x</code> and <strong>y</strong>."
    assert render_text("One.\n\nTwo.") == "<p>One.</p>\n<p>Two.</p>"


def test_the_plain_text_has_the_words_alone():
    assert render("## Head\n\nA *b* [c](https://d.e).\n\n[[question: q]]").text.split() == ["Head", "A", "b", "c."]


GLOSSARY = Glossary(
    (Entry("queue", ("queue",)), Entry("spot", ("Spot Instance", "Spot")), Entry("az", ("Availability Zone", "AZ")))
)


def terms(source):
    return render(source, GLOSSARY).terms


def test_a_term_is_marked_at_its_first_use_alone():
    rendered = render("A queue and a queue.\n\nAnother queue.", GLOSSARY)

    assert rendered.terms == ("queue",)
    assert "".join(map(str, rendered.blocks)).count("data-term") == 1


@pytest.mark.parametrize("source", ["Queue up.", "Two queues.", "**queue**", "- a queue"])
def test_a_term_in_small_letters_is_found_in_any_case_and_number(source):
    assert terms(source) == ("queue",)


def test_a_term_with_a_capital_is_found_as_it_is_written():
    assert terms("A spot of paint.") == ()
    assert terms("Two Spot Instances in two AZs.") == ("spot", "az")


@pytest.mark.parametrize(
    "source", ["## A queue", "`queue`", "[queue](https://a.b)", "```\nqueue\n```", "queueing", "sub-queue"]
)
def test_a_term_is_not_marked_in_headings_code_links_and_other_words(source):
    assert terms(source) == ()


def test_the_longest_name_wins():
    found = "".join(map(str, render("A Spot Instance.", GLOSSARY).blocks))

    assert ">Spot Instance</a>" in found


@pytest.mark.slow
@pytest.mark.parametrize(
    "source", ["*" * 5000, "[" * 5000, "`" * 5000, "> " * 500 + "x", "- " * 400, "|" * 3000, "![" * 2500, "a" * 100_000]
)
def test_no_text_takes_long(source):
    started = time.process_time()

    render(source)

    assert time.process_time() - started < 10
