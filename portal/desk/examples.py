"""What an author writes for each type of question: shown beside the form. A type without an example works all the same."""

EXAMPLES = {
    "single": """\
choices:
  - id: gone
    text: It is gone, because it was read
    why: Reading only hides it for a while.
  - id: back
    text: It becomes visible again after a time
    correct: true
    why: The visibility timeout ends, and another worker can take it.
  - id: stuck
    text: It stays with the crashed worker
    why: A worker owns nothing; it only asked for a while.
""",
    "multiple": """\
choices:            # four to nine; two or more are correct
  - id: queue
    text: The message in the queue
    correct: true
    why: Nobody has deleted it.
  - id: order
    text: The order in the database
    correct: true
    why: It was stored before the crash.
  - id: memory
    text: What the worker had in memory
    why: Memory goes with the process.
  - id: count
    text: How far the worker had counted
    why: Only the worker knew.
""",
    "true-false": """\
choices:            # these two ids, in quotes and in this order
  - id: "true"
    text: "True"
    why: Reading only hides it for a while.
  - id: "false"
    text: "False"
    correct: true
    why: Somebody has to delete it.
""",
    "ordering": """\
items:              # three to eight, written in the right order
  - It is sent
  - It is received
  - It is deleted
""",
    "matching": """\
pairs:              # three to eight
  - left: Order matters
    right: FIFO
  - left: Speed matters
    right: Standard
  - left: Nobody may lose it
    right: Dead-letter queue
""",
    "fill": """\
accept:             # case, spaces and end punctuation do not matter
  - visibility
  - visibility timeout
""",
    "numeric": """\
answer: 2400
tolerance: 0        # absolute
unit: messages      # printed, never typed
""",
    "ec2-case": """\
title: A cache beside the shop            # names it in the list of cases; “Use” must be “Challenge”
workload: work=cache&vcpu=2&memory=16     # as in the address of the chooser
""",
    "ec2-cost": """\
title: Some hours of the day    # names it in the list of cost questions; “Use” must be “Challenge”
template: schedule              # draws the figures: schedule, nights, break-even, ending, plan-size and others
""",
}
