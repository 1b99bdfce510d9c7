"""Peak memory of an import at full size: `python tests/bench/ec2_import.py [MB]`.

Writes a Region's EC2 price list of that size (450 MB, as AWS's are), imports it with the command in a process of its
own and a fresh database, and tells the peak of its resident memory, its time, and how large the file is when packed.
"""

import csv
import gzip
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.ec2.importing import pricelist  # noqa: E402 (a script finds the project's packages once it says where)

MEGABYTES, MEGABYTE = 450, 1_000_000
FAMILIES, SIZES = 120, (1, 2, 4, 8, 12, 16, 24, 32, 48)
SYSTEMS = {"Linux": "0", "Windows": "0.184", "RHEL": "0.0576", "SUSE": "0.1125"}
"""With what an hour of four vCPUs costs beside Linux."""
TERMS = list(itertools.product(("standard", "convertible"), (1, 3), ("No Upfront", "Partial Upfront", "All Upfront")))
UNWANTED = (
    {"Tenancy": "Dedicated", "usageType": "DedicatedUsage"},
    {"CapacityStatus": "UnusedCapacityReservation", "usageType": "UnusedBox"},
    {"CapacityStatus": "AllocatedCapacityReservation", "usageType": "Reservation"},
    {"Pre Installed S/W": "SQL Std", "operation": "RunInstances:0006"},
    {"Pre Installed S/W": "SQL Ent", "operation": "RunInstances:0102"},
    {"Tenancy": "Host", "usageType": "HostBoxUsage"},
)


def write(path, megabytes):
    """Every price of 1,080 types, and around them as many rows of other kinds as the size asks for."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerows(pricelist.metadata("2026-11-20T18:03:05Z", "AmazonEC2"))
        writer.writerow(pricelist.COLUMNS)
        for number in itertools.count():
            for rows in _family(number):
                writer.writerows([row.get(column, "") for column in pricelist.COLUMNS] for row in rows)
            if number >= FAMILIES and file.tell() >= megabytes * MEGABYTE:
                return


def _family(number):
    """The wanted prices of the first families, and rows to leave out, for ever."""
    for size in SIZES:
        name, vcpus = f"m{5 + number % FAMILIES // 12}{'abcdefghijkl'[number % 12]}.{size}xlarge", size * 4
        for system in SYSTEMS:
            fields = {"vcpus": vcpus, "memory": f"{16 * size:,} GiB"}
            price = size * (Decimal("0.192") + Decimal(SYSTEMS[system]))
            if number < FAMILIES:
                yield _prices(price, name, system, **fields)
            for change in UNWANTED:
                usage = {"usageType": f"{change['usageType']}:{name}"} if "usageType" in change else {}
                yield _prices(price, name, system, **fields, **change | usage, RelatedTo=f"{number}")


def _prices(price, name, system, **fields):
    rows = [pricelist.on_demand(f"{price:.10f}", name, system, **fields)]
    for kind, years, payment in TERMS:
        upfront = None if payment == "No Upfront" else f"{price * 2000:.0f}"
        hourly = "0.0000000000" if payment == "All Upfront" else f"{price * Decimal('0.3'):.10f}"
        rows += pricelist.reserved(kind, years, payment, upfront=upfront, hourly=hourly, name=name, os=system, **fields)
    return rows


def measure(path, data):
    """(megabytes at the peak, seconds) of importing into an empty database, and of importing over what is there."""
    data.mkdir()
    manage(data, "migrate", "-v", "0")
    return [manage(data, "import_ec2_prices", "--file", str(path), *more) for more in ([], ["--anyway"])]


WATCHED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(process.pid, 0)
print(used.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A small process starts the one that is measured: a fork of a large one would begin with its peak."""


def manage(data, *command):
    start = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-c", WATCHED, sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**os.environ, "PORTAL_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
    )
    if run.returncode or (command[0] != "migrate" and "Applied." not in run.stdout):
        raise SystemExit(f"{command[0]} failed: {run.stdout}{run.stderr}")
    peak = int(run.stderr.split()[-1])
    return peak * resource_unit() / MEGABYTE, time.monotonic() - start


def resource_unit():
    """Linux counts in kibibytes, macOS in bytes."""
    return 1 if sys.platform == "darwin" else 1024


def packed(path):
    target = path.with_suffix(".csv.gz")
    with path.open("rb") as source, gzip.open(target, "wb", compresslevel=6) as out:
        shutil.copyfileobj(source, out, 1 << 20)
    return target


def main():
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES
    with tempfile.TemporaryDirectory(prefix="stratum-bench-") as folder:
        path = Path(folder) / "index.csv"
        write(path, megabytes)
        small = packed(path)
        for each, data in ((path, "plain"), (small, "packed")):
            for words, (peak, seconds) in zip(("first", "again"), measure(each, Path(folder) / data), strict=True):
                size = each.stat().st_size / MEGABYTE
                print(f"{data}, {words}: {size:.0f} MB of file, peak {peak:.0f} MB of memory, {seconds:.0f} s")


if __name__ == "__main__":
    main()
