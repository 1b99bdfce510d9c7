import pytest

from portal.curriculum.diagrams import clean

SVG = """<?xml version="1.0"?><!-- made by hand -->
<svg xmlns="http://www.w3.org/2000/svg" class="dia" viewBox="0 0 10 10" role="img" aria-labelledby="x-t x-d">
  <title id="x-t">The caption &amp; more</title><desc id="x-d">A square.</desc>
  <defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>
  <rect x="1" width="2" height="2" fill="url(#g)"/>{}
</svg>"""


def test_a_drawing_keeps_its_shapes_and_is_named_by_its_description():
    drawing = clean(SVG.format(""), prefix="d-x")

    assert drawing.caption == "The caption & more"
    assert drawing.svg.startswith('<svg class="dia" viewBox="0 0 10 10" role="img" aria-labelledby="d-x-x-d">')
    assert "<title" not in drawing.svg
    assert '<desc id="d-x-x-d">A square.</desc>' in drawing.svg
    assert '<linearGradient id="d-x-g">' in drawing.svg
    assert 'fill="url(#d-x-g)"' in drawing.svg


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        "<style>*{fill:red}</style>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><img src=x onerror=alert(1)></body></foreignObject>",
        '<image href="https://tracker.example/x.png"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<rect style="fill:url(https://evil.example/)"/>',
        '<rect fill="url(https://evil.example/x)"/>',
    ],
)
def test_nothing_that_acts_or_leads_outside_survives(payload):
    svg = clean(SVG.format(payload), prefix="d").svg

    for word in (
        "script",
        "onclick",
        "onerror",
        "<style",
        "style=",
        "foreignObject",
        "<image",
        "<a ",
        "<use",
        "animate",
        "evil",
        "tracker",
    ):
        assert word not in svg


def test_what_is_no_drawing_gives_nothing():
    assert clean("just words", prefix="d").svg == ""
    assert clean("", prefix="d").caption == ""
