"""What an experienced engineer would answer to each workload, and why. The names are those of the shipped snapshot."""

from decimal import Decimal

import pytest

from portal.ec2.advisor import Role, advise
from tests.ec2.advisor.workloads import WORKLOADS
from tests.ec2.offers import imported, shipped

SHIPPED = {
    # An idle shop lives under the baseline of a T; Arm is the cheaper half of the choice.
    "small steady web shop": ("t4g.medium", "t3a.medium", "t4g.medium", "c9g.large"),
    # Memory runs out first, so R. 26 GiB take an xlarge of it.
    "in-memory cache": ("r8g.xlarge", "r7i.xlarge", "r6g.xlarge", "r9g.xlarge"),
    # CPU without a pause: C, and Spot for the way to buy.
    "nightly batch": ("c8g.2xlarge", "c7i.2xlarge", "c6g.2xlarge", "c9g.2xlarge"),
    # Memory optimised, the vCPUs it asks for, and never burstable.
    "relational database": ("r8g.xlarge", "r7i.xlarge", "r6g.xlarge", "r9g.xlarge"),
    "video encoding": ("c8g.4xlarge", "c7i.4xlarge", "c6g.4xlarge", "c9g.4xlarge"),
    # Eight GPUs for training are a P type. G types have eight as well, made for graphics and inference.
    "model training": ("p6-b200.48xlarge", "p5.48xlarge", "p3dn.24xlarge", None),
    # Inferentia infers, if the model is ported; a small G runs it as it is.
    "cheap inference": ("inf2.xlarge", "g6.xlarge", "inf2.xlarge", None),
    # Dedicated Hosts show cores. Two threads to a core and a high clock need fewer licences.
    "licence per core": ("r8i.2xlarge", "r7iz.2xlarge", "r8i.2xlarge", None),
    "build farm": ("c8g.4xlarge", "c7i.4xlarge", "c6g.4xlarge", "c9g.4xlarge"),
    # Large local disks that are read from end to end: D.
    "log warehouse": ("d3.4xlarge", "d3en.8xlarge", "d3.4xlarge", "i8ge.12xlarge"),
    # Windows is x86. A T is what one would take for an idle desktop; here it has no price.
    "desktop on Windows": ("m7i.xlarge", "m7a.xlarge", "m5a.xlarge", "t3a.xlarge"),
}

REASONS = {
    "small steady web shop": "An average of 12% stays under its baseline of 20%.",
    "in-memory cache": "Memory optimised: 8 GiB to a vCPU suits a cache.",
    "nightly batch": "Your work can be interrupted, and this type is sold on Spot.",
    "relational database": "Exact fit: 4 vCPU and 32 GiB, nothing spare.",
    "video encoding": "Compute optimised: 2 GiB to a vCPU suits video encoding.",
    "model training": "8 × NVIDIA B200: 1,432.49 GiB of GPU memory, for training.",
    "cheap inference": "Needs AWS Neuron: programs written for CUDA do not run on it before they are ported.",
    "licence per core": "Offered on Dedicated Hosts, which show you the cores of the server.",
    "build farm": "Each of its vCPUs is a core of its own.",
    "log warehouse": "23,760 GB of local disk: hard disks, read from end to end.",
    "desktop on Windows": "General purpose: 4 GiB to a vCPU suits a desktop.",
}

COMMIT = " For as long as you plan to run it, a commitment normally costs less than On-Demand."
SPOT = " Buy it on Spot, for the work can be interrupted."
HOST = " It has to run on a Dedicated Host: only there the cores that your licence counts can be seen."
VERDICTS = {
    "small steady web shop": "Take t4g.medium if you can build it for Arm, and t3a.medium if not." + COMMIT,
    "in-memory cache": "Take r8g.xlarge if you can build it for Arm, and r7i.xlarge if not." + COMMIT,
    "nightly batch": "Take c8g.2xlarge if you can build it for Arm, and c7i.2xlarge if not." + SPOT,
    "relational database": "Take r8g.xlarge if you can build it for Arm, and r7i.xlarge if not." + COMMIT,
    "video encoding": "Take c8g.4xlarge if you can build it for Arm, and c7i.4xlarge if not.",
    "model training": (
        "By shape and generation p6-b200.48xlarge fits best, but no type that fits as well has a price in this data."
    ),
    "cheap inference": (
        "By shape and generation inf2.xlarge fits best, but no type that fits as well has a price in this data. "
        "Take inf2.xlarge if you can port it to AWS Neuron, and g6.xlarge if not." + COMMIT
    ),
    "licence per core": (
        "By shape and generation r8i.2xlarge fits best, but no type that fits as well has a price in this data." + HOST
    ),
    "build farm": "Take c8g.4xlarge if you can build it for Arm, and c7i.4xlarge if not." + SPOT,
    "log warehouse": "Take d3.4xlarge." + COMMIT,
    "desktop on Windows": "Take m7i.xlarge.",
}

# Prices of a small file, some as AWS stated them, some made up: what the shipped data lacks.
IMPORTED = {
    "model training": {
        "prices": {
            "p4d.24xlarge": "21.96",
            "p5.48xlarge": "55.04",
            "p5en.48xlarge": "63.30",
            "p6-b200.48xlarge": "113.93",
            "g6.48xlarge": "13.35",
            "g6e.48xlarge": "30.13",
        }
    },
    "cheap inference": {
        "prices": {
            "inf1.2xlarge": "0.362",
            "inf2.xlarge": "0.7582",
            "g4dn.xlarge": "0.526",
            "g5.xlarge": "1.006",
            "g6.xlarge": "0.8048",
            "g6f.xlarge": "0.2424",
        }
    },
    "licence per core": {
        "hosts": {"r5.2xlarge": "7.8", "r6i.2xlarge": "9.4", "r7i.2xlarge": "7.5", "r7iz.2xlarge": "8.7"}
    },
    "desktop on Windows": {
        "prices": {
            "t3.xlarge": "0.24",
            "t3a.xlarge": "0.224",
            "m5.xlarge": "0.376",
            "m7i.xlarge": "0.3856",
            "m7i-flex.xlarge": "0.3755",
        }
    },
    "nightly batch": {
        "prices": {
            "c6a.2xlarge": "0.306",
            "c6g.2xlarge": "0.272",
            "c7a.2xlarge": "0.41056",
            "c7g.2xlarge": "0.29",
            "c7i.2xlarge": "0.357",
            "c8g.2xlarge": "0.31904",
        },
        "spot": {
            "c6a.2xlarge": (50, "5-10%"),
            "c6g.2xlarge": (64, "<5%"),
            "c7a.2xlarge": (66, "10-15%"),
            "c7g.2xlarge": (61, "<5%"),
            "c7i.2xlarge": (58, "5-10%"),
            "c8g.2xlarge": (48, ">20%"),
        },
    },
}

PRICED = {
    # The newest chips do the work of several; the G is cheap and was not made for it.
    "model training": (
        ("p6-b200.48xlarge", "113.93"),
        ("p5.48xlarge", "55.04"),
        ("g6.48xlarge", "13.35"),
    ),
    # An eighth of a GPU is enough for a small model.
    "cheap inference": (("inf2.xlarge", "0.7582"), ("g6f.xlarge", "0.2424"), ("g6f.xlarge", "0.2424")),
    # What is paid is the host.
    "licence per core": (("r7i.2xlarge", "7.5"), ("r7iz.2xlarge", "8.7"), ("r7i.2xlarge", "7.5")),
    "desktop on Windows": (("t3a.xlarge", "0.224"), ("t3.xlarge", "0.24"), ("t3a.xlarge", "0.224")),
    # Spot turns the order: the dearest x86 type has the largest saving, the newest Arm type is often taken back.
    "nightly batch": (("c7g.2xlarge", "0.1131"), ("c7a.2xlarge", "0.1395904"), ("c6g.2xlarge", "0.09792")),
}


# The best fit’s reason that turns the choice once there are prices, and the verdict.
PRICED_WORDS = {
    "model training": ("8 × NVIDIA B200: 1,432.49 GiB of GPU memory, for training.", "Take p6-b200.48xlarge."),
    "cheap inference": (
        "1 × AWS Inferentia2, made for inference.",
        "Take inf2.xlarge if you can port it to AWS Neuron, and g6f.xlarge if not." + COMMIT,
    ),
    "licence per core": ("A Dedicated Host is billed as a whole, with its empty places.", "Take r7i.2xlarge." + HOST),
    "desktop on Windows": ("An average of 15% stays under its baseline of 40%.", "Take t3a.xlarge."),
    "nightly batch": (
        "On Spot it costs 61% less than On-Demand.",
        "Take c7g.2xlarge if you can build it for Arm, and c7a.2xlarge if not." + SPOT,
    ),
}


@pytest.mark.parametrize("name", WORKLOADS)
def test_the_shipped_data_gives_the_answer_of_an_experienced_engineer(name):
    workload = WORKLOADS[name]

    advice = advise(workload, shipped(os=workload.os))

    best, no_rebuild, lowest, unpriced = SHIPPED[name]
    assert {card.role: card.offer.name for card in advice.cards} == {
        Role.BEST: best,
        Role.NO_REBUILD: no_rebuild,
        Role.LOWEST: lowest,
    }
    assert (advice.unpriced.offer.name if advice.unpriced else None) == unpriced
    assert REASONS[name] in [reason.words for reason in advice.card(Role.BEST).reasons]
    assert advice.verdict == VERDICTS[name]


@pytest.mark.parametrize("name", ["model training", "cheap inference", "licence per core"])
def test_what_the_shipped_data_cannot_price_has_cards_that_say_so(name):
    workload = WORKLOADS[name]

    cards = advise(workload, shipped(os=workload.os)).cards

    assert [card.hourly for card in cards] == [None, None, None]
    assert all(any("No price" in reason.words for reason in card.reasons) for card in cards)


@pytest.mark.parametrize("name", IMPORTED)
def test_imported_prices_put_the_types_in_order(name):
    advice = advise(WORKLOADS[name], imported(**IMPORTED[name]))

    assert tuple((card.offer.name, str(card.hourly)) for card in advice.cards) == tuple(
        (type_name, str(Decimal(hourly))) for type_name, hourly in PRICED[name]
    )
    reason, verdict = PRICED_WORDS[name]
    assert reason in [each.words for each in advice.card(Role.BEST).reasons]
    assert advice.verdict == verdict
