"""A lesson with everything that a lesson can hold, and the addresses of every page that people see."""

from tests.browser.every_type import EMBEDS
from tests.content.writing import FIRST

EVERYTHING = FIRST.replace(
    "[[question: first-check]]",
    EMBEDS
    + """

| A table | of figures | that is | rather | wide | for a phone | and longer |
|---|--:|---|---|---|---|---|
| one | 2 | three three three | four four four | five five | six six six | seven seven |

```python title="send.py" hl_lines="2"
import boto3
queue = boto3.client("sqs", region_name="eu-central-1", endpoint_url="https://a.very.long.address.example.org/")
```

!!! note "Changed since"
    Older material says so.

!!! warning "Careful"
    It can happen twice.

!!! keep "Keep this"
    One sentence.

A claim.[^1] See [the documentation](https://docs.aws.amazon.com/).

Term
:   Its meaning.

[^1]: The proof.""",
)
LESSON = "/lessons/basics/first/"
VISITOR = [
    "/",
    "/topics/basics/",
    "/lessons/basics/first/",
    "/glossary/",
    "/resources/",
    "/help/",
    "/exams/clf-c02/",
    "/progress/",
    "/quizzes/basics/",
    "/search/?q=queue",
    "/search/",
    "/accounts/login/",
    "/accounts/signup/",
    "/ec2/",
    "/nowhere/",
    "/what-happened/401/?back=/",
    "/questions/q-single/",
]
LEARNER = [
    "/",
    "/lessons/basics/first/",
    "/progress/",
    "/resources/?saved=1",
    "/accounts/profile/",
    "/accounts/delete/",
    "/progress/basics/reset/",
    "/quizzes/basics/",
    "OPEN",
    "ANSWERED",
    "RESULT",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/2fa/",
]
