"""One question of each type, for a lesson and a topic quiz."""

QUIZ = """\
- id: q-single
  lesson: first#a-queue-of-prints
  type: single
  stem: Who draws the print that is first in the queue?
  choices:
    - {id: worker, text: A worker that is free, correct: true, why: It takes the next one.}
    - {id: shopper, text: The shopper who asked, why: A shopper only asks.}
    - {id: nobody, text: Nobody before the morning, why: The queue does not wait for light.}
  explain: Whoever is free takes the next print.
  hint: Who is doing nothing?
  sources:
    - {url: "https://docs.aws.amazon.com/", checked: 2026-11-24}

- id: q-multiple
  lesson: first
  type: multiple
  stem: Which TWO of these outlive a crash of the worker?
  choices:
    - {id: bucket, text: What lies in the bucket, correct: true, why: It is stored outside.}
    - {id: list, text: The list of prints still to draw, correct: true, why: The queue keeps it.}
    - {id: disk, text: What lies on its own disk, why: The disk goes with it.}
    - {id: memory, text: What it holds in memory, why: Memory goes first.}
  explain: Only what lies outside the worker stays.

- id: q-true
  lesson: first
  type: true-false
  stem: Reading a job removes it from the queue. True or false?
  choices:
    - {id: "true", text: "True", why: Reading only hides it.}
    - {id: "false", text: "False", correct: true, why: Deleting removes it.}
  explain: A job leaves when somebody deletes it.

- id: q-ordering
  lesson: first
  type: ordering
  stem: Put the life of a job in order, from its first moment to its last.
  items: [It is written down, It is taken, It is crossed out]
  explain: Written, taken, crossed out.

- id: q-matching
  lesson: first
  type: matching
  stem: Match each need with what answers it.
  pairs:
    - {left: Keep a picture, right: A bucket}
    - {left: Keep a job, right: A queue}
    - {left: Draw a picture, right: A worker}
  explain: Each does one thing.

- id: q-fill
  lesson: first
  type: fill
  stem: A list of work that waits outside the workers is called a ____.
  accept: [queue, job queue]
  explain: It is a queue.

- id: q-numeric
  lesson: first
  type: numeric
  stem: Eight machines draw for five hours. How many machine-hours are paid?
  answer: 40
  tolerance: 0.5
  unit: hours
  explain: Eight times five is forty.
"""
EMBEDS = "\n\n".join(
    f"[[question: q-{name}]]" for name in ("single", "multiple", "true", "ordering", "matching", "fill", "numeric")
)
RIGHT = {
    "single": "choice=worker",
    "multiple": "choices=bucket,list",
    "true": "choice=false",
    "ordering": "It is written down,It is taken,It is crossed out",
    "matching": "Keep a picture=A bucket,Keep a job=A queue,Draw a picture=A worker",
    "fill": "text=Queue",
    "numeric": "number=40",
}
