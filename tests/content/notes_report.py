"""What a report of an import says, read back for tests."""


def read_findings(report):
    """Line and wording of what was odd."""
    start = next(at for at, line in enumerate(report) if line.startswith("What was odd"))
    odd = [line for line in report[start + 1 : report.index("What it proposes")] if line.startswith("  line ")]
    return [(int(line.split()[1]), " ".join(line.split()[2:])) for line in odd]
