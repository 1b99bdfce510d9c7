"""What looks wrong in notes. Nothing is changed: each oddity is reported with a proposal."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from portal.content.notes.addresses import LINK, LONG
from portal.content.notes.arrange import is_bold_led
from portal.content.notes.blocks import Block, Definition, Item, Listing, Paragraph, Rule, walk
from portal.content.notes.drafts import Course, Lesson
from portal.content.notes.findings import Findings
from portal.content.notes.spans import masked
from portal.content.notes.words import Places, cut, excerpt, plain, sentences, words

SHORT_SENTENCE, LONG_PARAGRAPH, NAME_ALONE, EXPLAINED, NEARLY_EMPTY = 6, 15, 4, 5, 4
"""Numbers of words."""
LONG_WORD, LONGEST_WORD, OFTEN = 7, 30, 3
SHOWN_LINES = 5
QUOTE = 90

# Names with capitals where nobody expects them: any other way to write them is a slip.
NAMES = """
    IaaS PaaS SaaS FaaS SageMaker CloudFront CloudWatch CloudFormation CloudTrail DynamoDB DocumentDB ElastiCache
    EventBridge GuardDuty OpenSearch QuickSight RedShift WorkSpaces CodeBuild CodeCommit CodeDeploy CodePipeline CodeStar
    DataSync DeepRacer FSx IoT PyTorch TensorFlow MXNet ONNX GitHub JavaScript TypeScript PostgreSQL MySQL NoSQL MariaDB
    GraphQL JupyterLab AppSync AppRunner AppStream MemoryDB StackSets PrivateLink EC2 S3 ECS EKS ECR EBS EFS RDS SNS SQS
    VPC IAM ELB ALB NLB KMS AMI CPU GPU API APIs SDK SDKs CLI HTTP HTTPS WebSocket WebSockets RESTful DevOps Boto3
""".split()
SPELLED = {name.casefold(): name for name in NAMES if name != "RedShift"} | {"redshift": "Redshift"}

WRONG_NAMES = {
    "amazon web server": "Amazon Web Services",
    "amazon web servers": "Amazon Web Services",
    "amazon web service": "Amazon Web Services",
    "elastic cloud compute": "Elastic Compute Cloud",
    "elastic computing cloud": "Elastic Compute Cloud",
    "elastic compute cluster": "Elastic Compute Cloud",
    "simple storage system": "Simple Storage Service",
    "simple storage services": "Simple Storage Service",
    "simple notification system": "Simple Notification Service",
    "simple queuing service": "Simple Queue Service",
    "simple queueing service": "Simple Queue Service",
    "elastic load balancer service": "Elastic Load Balancing",
    "identity access management": "Identity and Access Management",
    "virtual private network cloud": "Virtual Private Cloud",
    "aws lamda": "AWS Lambda",
}
WRONG = re.compile(rf"\b(?:{'|'.join(map(re.escape, WRONG_NAMES))})\b", re.IGNORECASE)

POINTER = re.compile(
    r"\b(?:previous|preceding|above|earlier)\s(example|figure|diagram|section|chapter|table|image|picture|slide|list)s?\b"
    r"|\b(example|figure|diagram|section|chapter|table|image|picture|slide|list)s?\s(?:above|below)\b"
    r"|\bfollowing\s(figure|diagram|image|picture|slide)s?\b"
    r"|\b(?:as|see|was|were)\s(?:\w{1,20}\s)?(?:above|below|earlier)\b",
    re.IGNORECASE,
)
SPACES = re.compile(r"\w\((?=[A-Z][a-z])|\w [,;.](?=\s)|(?<=\s)\( (?=\w)|\w \)")
INNER_LINK = re.compile(r"(?<!!)\[[^\[\]\n]{0,300}\]\((?!https?://|mailto:|/lessons/)[^()\s]{1,300}\)")
EXAMPLE = re.compile(r"\b(?:for example|for instance|example|e\.g\.)", re.IGNORECASE)
SMALL_RUN_ON = re.compile(r"(?<=[a-z][.!?])[-+•][ \t]{1,3}(?=[A-Z])")


def notice_oddities(course: Course, blocks: Iterable[Block], findings: Findings) -> None:
    """`blocks` are the notes as they were read, before they were arranged."""
    _run_ons(blocks, findings)
    for oddity in (
        _bold_inside,
        _empty_lessons,
        _open_ideas,
        _names_alone,
        _doubled_sentences,
        _unfinished,
        _pointers,
        _inner_links,
        _spaces,
        _wrong_names,
        _misspelt_names,
        _slips,
    ):
        oddity(course, findings)


def _run_ons(blocks: Iterable[Block], findings: Findings) -> None:
    for item in _items(blocks):
        if item.junction:
            findings.add(
                item.line,
                "Two items ran together on one line and were divided here.",
                was=item.junction,
                now=quoted(item.text),
                do="In the notes, begin the second on a line of its own.",
            )
        for match in SMALL_RUN_ON.finditer(masked(item.text, addresses=True)):
            findings.add(
                item.line,
                "This looks like a second item inside the line; it was left there.",
                was=quoted(item.text[match.start() :]),
                do="Begin it on a line of its own.",
            )


def _items(blocks: Iterable[Block]) -> Iterator[Item]:
    for block in walk(blocks):
        if isinstance(block, Listing):
            yield from block.items


def quoted(text: str) -> str:
    return cut(" ".join(text.split()), QUOTE)


def _bold_inside(course: Course, findings: Findings) -> None:
    for _, lesson in course.lessons:
        inside = [item for item in _items(lesson.blocks) if is_bold_led(item)]
        if inside and not lesson.origin.startswith("item"):
            findings.add(
                inside[0].line,
                f"Bold-led items ({len(inside)}) stay a list inside the lesson “{lesson.title}”.",
                do="To make each a lesson, put them right under the heading of a topic.",
            )


def _empty_lessons(course: Course, findings: Findings) -> None:
    for _, lesson in course.lessons:
        said = sum(len(words(text)) for _, text in _texts(lesson))
        others = [block for block in lesson.blocks if not isinstance(block, Paragraph | Rule | Definition)]
        if said < NEARLY_EMPTY and not others:
            what = "says nothing yet" if not said else "says hardly anything"
            findings.add(lesson.line, f"“{lesson.title}” {what}.", do="Write it, or make it part of another lesson.")


def _texts(lesson: Lesson, *, tables: bool = False) -> Iterator[tuple[int, str]]:
    """The texts of a lesson with their lines."""
    for block in walk(lesson.blocks):
        if isinstance(block, Paragraph) and (tables or not block.is_table):
            yield block.line, block.text


def _open_ideas(course: Course, findings: Findings) -> None:
    for _, lesson in course.lessons:
        own = lesson.blocks[:1] if lesson.origin.startswith("item") else ()
        found = [(block.line, block.text) for block in own if isinstance(block, Paragraph)]
        found += [(item.line, item.text) for item in _items(lesson.blocks) if len(item.blocks) == 1]
        for line, text in found:
            if plain(masked(text)[-200:]).endswith("?") and not LINK.match(text):
                _open_idea(line, text, findings)
        if lesson.title.endswith("?") and not lesson.blocks:
            _open_idea(lesson.line, lesson.title, findings)


def _open_idea(line: int, text: str, findings: Findings) -> None:
    do = "Answer it, or ask it in the quiz."
    findings.add(line, "An idea left open: it ends with a question.", was=quoted(text), do=do)


def _names_alone(course: Course, findings: Findings) -> None:
    for _, lesson in course.lessons:
        for block in walk(lesson.blocks):
            if isinstance(block, Listing) and any(map(_is_explained, block.items)):
                for item in block.items:
                    if _is_name_alone(item):
                        what = f"“{plain(item.text)}” is only a name, while others in its list are explained."
                        findings.add(item.line, what, do="Say in a few words what it is.")


def _is_explained(item: Item) -> bool:
    return ":" in item.text or len(words(item.text)) > EXPLAINED


def _is_name_alone(item: Item) -> bool:
    is_short = 0 < len(words(item.text)) <= NAME_ALONE and len(item.blocks) == 1
    return is_short and ":" not in item.text and "](" not in item.text and item.text[-1:] not in (".", "!", "?")


def _doubled_sentences(course: Course, findings: Findings) -> None:
    first: dict[str, int] = {}
    for _, lesson in course.lessons:
        for start, text in _texts(lesson):
            places = Places(text, start)
            for place, sentence in sentences(text):
                said = words(plain(sentence))
                line = places.line(place)
                if len(said) < SHORT_SENTENCE:
                    continue
                known = first.setdefault(" ".join(said), line)
                if known != line:
                    what = f"This sentence stands on line {known} already."
                    findings.add(line, what, was=quoted(sentence), do="Keep it in one place.")


def _unfinished(course: Course, findings: Findings) -> None:
    for _, lesson in course.lessons:
        for block in lesson.blocks:
            if not isinstance(block, Paragraph) or block.is_table or block.exact:
                continue
            end = block.text.rstrip()
            if end[-1:].isalnum() and len(words(end)) >= LONG_PARAGRAPH and "://" not in end[-LONG:]:
                line = block.line + block.text.count("\n")
                was = f"…{end[-QUOTE:].partition(' ')[2]}"
                findings.add(line, "This ends without a full stop.", was=was, do="See whether something is missing.")


def _pointers(course: Course, findings: Findings) -> None:
    """“The previous example”, where the lesson has none before it."""
    for _, lesson in course.lessons:
        seen: set[str] = set()
        for start, text in _texts(lesson):
            hidden = masked(text, addresses=True)
            places = Places(text, start)
            for match in POINTER.finditer(hidden):
                noun = next((group for group in match.groups() if group), "").casefold()
                before = hidden[: match.start()]
                if noun in seen or (noun == "example" and EXAMPLE.search(before)):
                    continue
                what = f"“{' '.join(match[0].split())}” points to something that is not in this lesson."
                findings.add(places.line(match.start()), what, do="Bring here what it points to, or say it anew.")
            seen |= set(words(hidden)) & NOUNS
            seen |= {"example"} if EXAMPLE.search(hidden) else set()


def _inner_links(course: Course, findings: Findings) -> None:
    for _, lesson in course.lessons:
        for start, text in _texts(lesson, tables=True):
            places = Places(text, start)
            for match in INNER_LINK.finditer(masked(text)):
                what = "A link into the notes or to a file beside them: in a lesson it leads nowhere."
                findings.add(places.line(match.start()), what, was=match[0], do="Link to the lesson that it means.")


def _spaces(course: Course, findings: Findings) -> None:
    for _, lesson in course.lessons:
        for start, text in _texts(lesson):
            hidden = masked(text, addresses=True)
            if match := SPACES.search(hidden):
                was = excerpt(text, match.start(), match.end(), around=15)
                line = Places(text, start).line(match.start())
                findings.add(line, "A space is missing or one too many.", was=was, do="Look at it.")


NOUNS = {"example", "figure", "diagram", "section", "chapter", "table", "image", "picture", "slide", "list"}


def _titles(course: Course) -> Iterator[tuple[int, str]]:
    yield course.line, course.title
    for topic in course.topics:
        yield topic.line, topic.title
        for lesson in topic.lessons:
            yield lesson.line, lesson.title


def _all_texts(course: Course) -> Iterator[tuple[int, str]]:
    """Titles and texts with code and addresses blanked out."""
    for line, title in _titles(course):
        if line:
            yield line, title
    for _, lesson in course.lessons:
        for line, text in _texts(lesson, tables=True):
            yield line, masked(text, addresses=True)


def _wrong_names(course: Course, findings: Findings) -> None:
    for line, text in _all_texts(course):
        places = Places(text, line)
        for match in WRONG.finditer(text):
            right = WRONG_NAMES[match[0].casefold()]
            findings.add(places.line(match.start()), f"“{match[0]}” looks wrong.", do=f"Write “{right}”.")


def _misspelt_names(course: Course, findings: Findings) -> None:
    found: dict[str, set[int]] = defaultdict(set)
    for line, text in _all_texts(course):
        places = Places(text, line)
        for match in re.finditer(r"[^\W_]+", text):
            right = SPELLED.get(match[0].casefold())
            if right and match[0] != right:
                found[match[0]].add(places.line(match.start()))
    for wrong, lines in found.items():
        what = f"“{wrong}” is written “{SPELLED[wrong.casefold()]}”{_also(lines)}."
        findings.add(min(lines), what, do="Write it the usual way.")


def _also(lines: set[int]) -> str:
    others = [str(line) for line in sorted(lines)[1 : SHOWN_LINES + 1]]
    more = " and more" if len(lines) > SHOWN_LINES + 1 else ""
    return f" (also on line {', '.join(others)}{more})" if others else ""


def _slips(course: Course, findings: Findings) -> None:
    """A long word that stands once and is one letter away from one that stands often."""
    lines: dict[str, int] = {}
    count: Counter[str] = Counter()
    for line, text in _all_texts(course):
        found = [word for word in words(text) if LONG_WORD <= len(word) <= LONGEST_WORD and word.isalpha()]
        count.update(found)
        for word in found:
            lines.setdefault(word, line)
    near = {short: word for word, often in count.items() if often >= OFTEN for short in _shortened(word)}
    for word, often in count.items():
        right = next((near[short] for short in _shortened(word) if short in near), "") if often == 1 else ""
        if right and right != word and (right[0], right[-3:]) == (word[0], word[-3:]):
            findings.add(lines[word], f"“{word}” may be a slip for “{right}”.", do="Look at it.")


def _shortened(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
