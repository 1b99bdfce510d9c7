"""A small course on disk for tests, in canonical form: change one file and see what happens."""

from pathlib import Path

COURSE = "title: A small course\ntopics: [basics]\n"
TOPIC = """\
title: Basics
summary: What everything else stands on.
icon: layers
lessons: [first, second]
"""
FIRST = """\
---
title: The first lesson
summary: Something to begin with.
objectives: [Begin]
exam: ['1.1']
checked: 2026-11-24
resources:
  - id: aws-docs
    title: The documentation
    url: https://docs.aws.amazon.com/
    kind: docs
    minutes: 5
    note: All of it.
---

## A queue of prints

A queue keeps what nobody has done yet.

[[question: first-check]]

[[diagram: row.svg]]

## Go further

[[resource: aws-docs]]
"""
SECOND = """\
---
title: The second lesson
summary: Something to go on with.
objectives: [Go on]
checked: 2026-11-24
---

## Later

Later comes after.
"""
QUIZ = """\
- id: first-check
  rev: 1
  lesson: first#a-queue-of-prints
  type: single
  difficulty: 1
  tags: [scene]
  stem: Who draws the print that is first in the queue?
  choices:
    - id: worker
      text: A worker that is free
      correct: true
      why: It takes the next one.
    - id: shopper
      text: The shopper who asked
      why: A shopper only asks.
    - id: nobody
      text: Nobody before the morning
      why: The queue does not wait for light.
  explain: Whoever is free takes the next print.
  hint: Who is doing nothing?
  sources:
    - url: https://docs.aws.amazon.com/
      checked: 2026-11-24

- id: second-number
  rev: 1
  lesson: second
  type: numeric
  difficulty: 2
  stem: Eight machines draw for five hours. How many machine-hours is that?
  answer: 40
  tolerance: 0
  unit: hours
  explain: Eight times five.
"""
GLOSSARY = """\
- id: queue
  term: queue
  text: A list of work that waits outside the workers.
  lesson: basics/first
"""
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" class="dia" viewBox="0 0 600 40" role="img" aria-labelledby="row-t row-d">
  <title id="row-t">Three prints wait.</title>
  <desc id="row-d">Three squares in a row.</desc>
  <rect x="1" y="1" width="20" height="20" fill="var(--accent,#0f5fa6)"/>
</svg>
"""

EXAM = """\
title: An exam
checked: 2026-11-24
source: https://docs.aws.amazon.com/exam/
facts: 65 questions.
domains:
  - title: Concepts
    weight: 100
    tasks:
      - id: '1.1'
        title: Why
"""
FILES = {
    "course.yaml": COURSE,
    "glossary.yaml": GLOSSARY,
    "basics/topic.yaml": TOPIC,
    "basics/first.md": FIRST,
    "basics/second.md": SECOND,
    "basics/quiz.yaml": QUIZ,
    "basics/images/row.svg": SVG,
}


def write_course(folder: Path, **changes: str | None) -> Path:
    """The course in `folder`, with other texts for some files (`path=text`; None leaves the file out)."""
    for path, text in {**FILES, **changes}.items():
        if text is None:
            continue
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Change one place of a file; the place must be there."""
    text = (folder / path).read_text()
    assert old in text
    (folder / path).write_text(text.replace(old, new))


def line_of(folder: Path, path: str, text: str) -> int:
    """The number of the line that holds the text."""
    lines = (folder / path).read_text().split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)
