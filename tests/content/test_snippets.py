"""The code in the lessons: it parses, and what needs Boto3 alone does what the lesson says, against a stand-in for AWS."""

import ast
import json
import logging
import re

import boto3
import pytest
import yaml
from botocore.exceptions import ClientError, UnknownServiceError
from django.conf import settings
from moto import mock_aws

FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REGION = "eu-west-1"
COLUMNS = 76
"""What a block shows of a line on a page 1280 wide, before it has to be pushed sideways."""
PLACE = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}


def blocks():
    """(lesson, language, title, code) of every fenced block."""
    for file in sorted(settings.LESSONS_DIR.glob("*/*.md")):
        for language, options, code in FENCE.findall(file.read_text()):
            title = re.search(r'title="([^"]+)"', options)
            yield f"{file.parent.name}/{file.stem}", language, title[1] if title else "", code


BLOCKS = list(blocks())


def code(lesson, title):
    """A file of the lesson, whole: blocks of one name belong together."""
    parts = [text for where, _, name, text in BLOCKS if (where, name) == (lesson, title)]
    assert parts, f"{lesson} has no {title}"
    return "\n\n".join(parts)


def run(lesson, title):
    """Run the file as a program; what it defines."""
    names = {"__name__": "__main__"}
    exec(compile(code(lesson, title), title, "exec"), names)
    return names


@pytest.fixture
def aws(monkeypatch):
    """An account with nothing in it."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setattr(logging.getLogger("botocore"), "level", logging.ERROR)
    with mock_aws():
        yield


@pytest.fixture
def scans(aws):
    """One scan more than an answer holds."""
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="marram-scans", **PLACE)
    for number in range(1001):
        s3.put_object(Bucket="marram-scans", Key=f"2026/{number:04}.tif", Body=b"a scan")
    return s3


PARSERS = {"python": ast.parse, "json": json.loads, "yaml": yaml.safe_load}


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=lambda number: f"{number}-{BLOCKS[number][0]}")
def test_every_block_parses(number):
    lesson, language, _, text = BLOCKS[number]
    assert language in ("python", "json", "yaml", "text", "bash", "http"), lesson
    PARSERS.get(language, str)(text)


def test_highlighted_lines_exist():
    for file in sorted(settings.LESSONS_DIR.glob("*/*.md")):
        for _, options, text in FENCE.findall(file.read_text()):
            if lines := re.search(r'hl_lines="([\d ]+)"', options):
                assert max(map(int, lines[1].split())) <= text.count("\n"), (file.name, options)


def test_no_line_is_cut_by_the_frame_of_a_wide_page():
    long = [(lesson, line) for lesson, _, _, text in BLOCKS for line in text.splitlines() if len(line) > COLUMNS]

    assert not long


def test_every_block_has_a_file_name():
    assert not [(lesson, text) for lesson, _, title, text in BLOCKS if not title]


def test_the_stock_check_names_what_is_off_the_shelf(aws, capsys):
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="marram-shelves", **PLACE)
    for number, left in ((1042, 7), (1043, 0), (1051, 2)):
        body = json.dumps({"print": number, "on_shelf": left})
        s3.put_object(Bucket="marram-shelves", Key=f"counts/{number}.json", Body=body)

    run("machine-learning/apis-and-sdks", "by_sdk.py")

    assert capsys.readouterr().out == "Take print 1043 out of the mail\n"


def test_the_first_list_stops_at_a_thousand_and_pages_do_not(scans, capsys):
    run("machine-learning/boto3", "first_try.py")
    run("machine-learning/boto3", "scans.py")

    assert capsys.readouterr().out == "1000 scans\n1001 scans\n"


def test_a_missing_scan_is_none_and_other_refusals_are_told(scans):
    scan = run("machine-learning/boto3", "scans.py")["scan"]

    assert scan(scans, "marram-scans", "2026/0001.tif") == b"a scan"
    assert scan(scans, "marram-scans", "2026/9999.tif") is None
    with pytest.raises(ClientError, match="NoSuchBucket"):
        scan(scans, "another-bucket", "2026/0001.tif")


def test_the_second_try_hides_every_refusal(scans):
    assert run("machine-learning/boto3", "second_try.py")["scan"](scans, "another-bucket", "2026/0001.tif") is None


def test_an_empty_bucket_has_no_scans(aws):
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="marram-scans", **PLACE)

    assert run("machine-learning/boto3", "scans.py")["scan_keys"](s3, "marram-scans") == []
    with pytest.raises(KeyError, match="Contents"):
        run("machine-learning/boto3", "first_try.py")


def test_the_worker_prepares_each_parcel_and_empties_the_queue(aws, capsys):
    sqs = boto3.client("sqs")
    queue = sqs.create_queue(QueueName="orders-to-pack")["QueueUrl"]
    for order in ("2041", "2042", "2043"):
        sqs.send_message(QueueUrl=queue, MessageBody=order)

    run("messaging-and-containers/sqs", "pack.py")

    printed = capsys.readouterr().out.splitlines()
    assert sorted(line.split()[-1] for line in printed) == ["2041", "2042", "2043"]
    left = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    assert (left["ApproximateNumberOfMessages"], left["ApproximateNumberOfMessagesNotVisible"]) == ("0", "0")


def test_boto3_knows_no_elastic_inference():
    with pytest.raises(UnknownServiceError):
        boto3.client("elastic-inference", region_name=REGION)
