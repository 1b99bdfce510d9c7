"""A workload in words."""

import pytest

from portal.ec2 import cases
from portal.ec2.facts import facts

REGIONS = {"us-east-1": "US East (N. Virginia)", "eu-west-1": "Europe (Ireland)"}


def said(query):
    return dict(facts(cases.read(query), REGIONS))


def test_a_plain_workload_says_only_what_is_known():
    assert said("") == {
        "Runs": "Website or API",
        "Needs": "not measured yet",
        "System": "Linux in US East (N. Virginia)",
        "Time": "Day and night, for 12 months",
        "Interruption": "Must not be interrupted",
    }


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("vcpu=4&memory=16", "Needs", "4 vCPU and 16 GiB of memory"),
        ("memory=0.5", "Needs", "0.5 GiB of memory"),
        ("load=spiky&cpu=8", "Load", "Comes in bursts, 8% of the CPU on average"),
        ("cpu=60", "Load", "Steady, 60% of the CPU on average"),
        ("arm=yes", "Arm", "The software runs on it"),
        ("arm=no", "Arm", "The software does not run on it"),
        ("gpu=2", "GPUs", "2 or more"),
        ("disk=10000", "Local disk", "10,000 GB or more"),
        ("network=12.5", "Network", "12.5 Gbps all the time"),
        ("licence=core", "Licence", "Counts processor cores"),
        ("os=windows&region=eu-west-1", "System", "Windows in Europe (Ireland)"),
        ("hours=9&days=5&months=1", "Time", "9 hours a day on 5 days a week, for 1 month"),
        ("stop=yes", "Interruption", "May be interrupted"),
        ("stop=yes&redo=20", "Interruption", "May be interrupted; 20 minutes to redo"),
    ],
)
def test_each_field_has_its_words(query, name, words):
    assert said(query)[name] == words
