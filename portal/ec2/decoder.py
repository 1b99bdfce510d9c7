"""The name of a type read letter by letter: m7gd.2xlarge is m, 7, g, d, 2xlarge, and each part says something."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from portal.ec2.names import OPTIONS, Name

SERIES = {
    "a": ("A series", "The first machines with Graviton, AWS’s own Arm processor. The Arm types of C and M followed."),
    "c": ("Compute optimised", "2 GiB of memory to a vCPU, for work that computes more than it remembers."),
    "d": ("Dense storage", "Many hard disks in the host, for files read from end to end."),
    "dl": ("Deep learning", "Accelerators for training models."),
    "f": ("FPGA", "Chips whose circuits you program yourself."),
    "g": ("Graphics", "GPUs for inference, rendering and video."),
    "gr": ("Graphics with more memory", "The machines of G with twice the memory to a vCPU."),
    "h": ("Hard disks", "Hard disks in the host, with more vCPUs to a disk than D."),
    "hpc": ("High-performance computing", "For simulations that many machines work out together."),
    "i": ("Storage optimised", "Fast local SSDs, for databases that keep copies of their data."),
    "im": ("Storage optimised", "Local SSDs with 4 GiB of memory to a vCPU."),
    "inf": ("Inference", "AWS’s Inferentia chips, for answers from trained models."),
    "is": ("Storage optimised", "Local SSDs with 6 GiB of memory to a vCPU."),
    "m": ("General purpose", "4 GiB of memory to a vCPU, the usual start."),
    "mac": ("Mac", "Apple’s computers, rented as whole hosts, to build for Apple’s systems."),
    "p": ("Parallel computing", "The largest GPUs, for training models."),
    "r": ("Memory optimised", "8 GiB of memory to a vCPU, for databases and caches."),
    "t": ("Burstable", "A part of each vCPU all day, and credits for more of it at times."),
    "trn": ("Training", "AWS’s Trainium chips, for training models."),
    "u": ("High memory", "Terabytes of memory in one machine."),
    "vt": ("Video", "Chips that encode video."),
    "x": ("Memory optimised", "16 GiB of memory to a vCPU or more."),
    "z": ("High frequency", "Few vCPUs with a high clock, for work that cannot be spread."),
}
VARIANTS = {"flex": "A flex type: 40% of its CPU all day, and all of it most of the time. A little cheaper."}
FRACTIONS = {Decimal("0.5"): "Half", Decimal("0.25"): "A quarter", Decimal("0.125"): "An eighth"}
ORDINALS = {1: "First", 2: "Second", 3: "Third"}


@dataclass(frozen=True, slots=True)
class Part:
    """Some letters of a name. `title` is short, `words` explain it."""

    letters: str
    title: str
    words: str


def decode(name: Name) -> tuple[Part, ...]:
    """In the order in which the name is written, as far as we know what it means."""
    parts = [*_family(name), *_variant(name)]
    if name.series == "u" and name.variant.endswith("tb") and not name.options:
        parts.sort(key=lambda part: part.letters.isdecimal())
    return (*parts, *_size(name))


def _family(name: Name) -> Iterator[Part]:
    title, words = SERIES.get(name.series, ("A special family", "This site has no words for these letters."))
    yield Part(name.series, title, words)
    if name.generation is not None:
        which = ORDINALS.get(name.generation, f"{name.generation}th")
        yield Part(str(name.generation), f"{which} generation", "Higher numbers are newer, and do more for a dollar.")
    for letter in name.options:
        meaning = OPTIONS.get(letter, "this site has no words for this letter")
        yield Part(letter, _upper(meaning), _why(letter))


WHY = {
    "a": "x86, like Intel, and often a little cheaper.",
    "b": "For databases whose volumes are the bottleneck.",
    "d": "Fast, and its files are lost when the instance stops.",
    "e": "More of it than the plain family has.",
    "f": "For work too small for a whole GPU.",
    "g": "Cheaper than x86, and needs software built for arm64.",
    "i": "x86: whatever runs on a PC runs here.",
    "n": "For work that waits for the network.",
    "q": "For answers from trained models.",
    "u": "One machine as far as the program sees.",
    "z": "For work that cannot be spread over many cores.",
}


def _why(letter: str) -> str:
    return WHY.get(letter, "")


def _variant(name: Name) -> Iterator[Part]:
    if not name.variant:
        return
    terabytes = name.variant.removesuffix("tb")
    if terabytes.isdecimal():
        yield Part(f"-{name.variant}", f"{terabytes} TB of memory", "The u family says how much it has.")
    else:
        yield Part(f"-{name.variant}", _upper(name.variant), _variant_words(name))


def _variant_words(name: Name) -> str:
    if name.series == "mac":
        return f"Apple’s {_upper(name.variant)} processor."
    if name.series == "p":
        return f"NVIDIA’s {_upper(name.variant)} GPUs."
    return VARIANTS.get(name.variant, "Another make of the same machine.")


def _size(name: Name) -> Iterator[Part]:
    if not name.size:
        return
    letters = f".{name.size}"
    if name.is_metal:
        yield Part(letters, "Bare metal", "The whole server, without AWS’s virtual machines on it.")
    elif name.factor is None:
        yield Part(letters, "Size", "A size outside the usual ladder.")
    else:
        yield Part(letters, "Size", _steps(name.factor))


def _steps(factor: Decimal) -> str:
    """Sizes count in xlarge: twice the number is twice the machine."""
    share = factor / 8
    if share == 1:
        return "The step that sizes are counted in. A 2xlarge is two of it, a large half of it."
    if share > 1:
        times = "Twice" if share == 2 else f"{share.normalize():f} times"
        return f"{times} an xlarge, normally at {times.lower()} its price."
    return f"{FRACTIONS.get(share) or f'A {1 / share:f}th'} of an xlarge, normally at that share of its price."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
