"""What the desk's forms tell an author beside each field."""

from django.utils.html import format_html, format_html_join

from portal.desk.examples import EXAMPLES

ID = "Small letters, digits and single hyphens. It is for ever: what learners did hangs on it."
SLUG = (
    "Part of the address: small letters, digits and single hyphens. It is for ever: what learners did hangs on it. "
    "To rename a lesson, rename its file and list the old address under “was”; its history comes along."
)
TOPICS = "The id of each topic, one per line, in the order of the course. Move lines to move topics."
SERVICES = format_html(
    "As YAML. What names one of these without saying what became of it is refused.<pre>{}</pre>",
    "- name: Elastic Inference\n  status: retired   # current, retired, closed or renamed\n  since: 2023-04-15\n"
    "  now: No longer available. Look at Inferentia.\n  source: https://…\n"
    "  also: []          # other names\n  within: []        # present-day names that contain one of these\n"
    "  words: []         # words that tell it, instead of the usual ones",
)
LESSONS = "The id of each lesson, one per line, in their order. A new lesson comes last; move its line to move it."
PRETEST = "Ids of questions with the use “pre-test”, one per line."
CONTRAST_SETS = "Things that people mix up: one set per line, its words between commas, such as “region, zone”."

OBJECTIVES = "What one can do afterwards, one per line. A published lesson needs at least one."
EXAM = "CLF-C02 task statements, one per line, such as 3.1."
WAS = "Addresses this lesson had before, one per line, as topic/lesson. They lead here."
PUBLISH = "Not shown before this moment. Leave it empty to show the lesson as soon as it is published."
BODY = format_html(
    "Markdown. Headings begin with ##. Alone on a line, with an empty line around it: {} {} {}",
    "[[question: id]]",
    "[[resource: id]]",
    "[[diagram: name.svg]]",
)

RESOURCE_LESSON = "Where it is declared. Other lessons may embed it too."
URL = "Without tracking parameters. Each address is declared once."
NOTE = "Why it is worth a visit, and what it leaves out. Markdown."

ALSO = "Other spellings, one per line. They are marked in lessons too."
TERM_TEXT = "One or two sentences. Markdown."
TERM_LESSON = "The lesson that teaches it."

DIAGRAM_NAME = "Such as queue.svg: what a lesson writes in its embed."
SVG = (
    "The drawing for wide screens, 600 wide, with a viewBox. Its <title> is the caption, its <desc> says in words "
    "what it shows. Scripts, styles and outside addresses are taken out."
)
TALL = "The same story for phones, 310 wide. It may be left out."

REV = (
    "Raise it by one when the meaning changes, so that an earlier answer says nothing about the question as it is now: "
    "everybody learns it anew, and earlier answers are kept. Leave it for a spelling mistake or a better explanation."
)
SECTION = "Anchor of the section that explains it, such as why-the-checkout-waits. The verdict links there."
TYPE = "It decides what “Answers” must hold. Once somebody has answered, the type stays: make a new question instead."
USE = "Only “Quiz” is drawn in quizzes and counts for what is known. The others stand in lessons."
TAGS = "One per line. “scene” marks a scenario."
CONTRAST = (
    "Words that people mix up, one per line. Questions of one set may have nearly the same stem if their right answers "
    "differ."
)
STEM = "The question. Markdown. In a fill question ____ marks the blank."
EXPLAIN = "Shown after every answer, right or wrong. Markdown."
HINT = "Shown when asked for, before the answer. It may be left out. Markdown."
CONTENT = format_html(
    "As YAML; what it must hold depends on the type.{}",
    format_html_join(
        "",
        "<details><summary>Example: {}</summary><pre>{}</pre></details>",
        ((name, text) for name, text in EXAMPLES.items()),
    ),
)
SOURCES = format_html(
    "Where the facts stand, as YAML.<pre>{}</pre>", "- url: https://docs.aws.amazon.com/…\n  checked: 2026-11-24"
)
