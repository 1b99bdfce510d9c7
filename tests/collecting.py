"""A small folder of static files for tests, and the same as a production site serves it: joined, hashed, compressed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command

from portal import staticfiles

HTMX = "var htmx = { process() {} };\n"
FILES = {
    "css/layers.css": "@layer base, components;\n",
    "css/base.css": "/* Letters\n   and lines. */\n@layer base {\n  body {\n    color: black;\n  }\n}\n",
    "css/icons.css": "@layer components {\n  .out {\n    mask: url(../img/out.svg);\n  }\n}\n",
    "css/components/card.css": "@layer components {\n  .card {\n    padding: 1rem;\n  }\n}\n" * 40,
    "css/admin/desk.css": ".desk {\n  color: red;\n}\n",
    "js/terms.js": "// Terms open.\nconst found = 1;\n",
    "js/copy.js": "// Code is copied.\nconst found = 2;\n",
    "js/admin/desk.js": "// The desk.\nconst desk = 3;\n",
    "img/out.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M1 1"/></svg>\n',
    "img/icons.svg": '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="check"/></svg>\n',
    "fonts/inter-400-700.woff2": "not really a typeface\n" * 40,
    "fonts/jetbrains-400.woff2": "nor is this\n",
    "django_htmx/htmx-2.min.js": HTMX,
}


def write_static(folder: Path, **changes: str | None) -> Path:
    """The files in `folder`, with other texts for some (`path=text`; None leaves the file out)."""
    for path, text in {**FILES, **changes}.items():
        if text is None:
            (folder / path).unlink(missing_ok=True)
            continue
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@contextmanager
def serving(settings: Any, source: Path, root: Path) -> Iterator[Path]:
    """Settings of a production site whose static files come from `source` alone; what is kept of them is forgotten."""
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = root
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "portal.staticfiles.StaticStorage"}}
    settings.WHITENOISE_AUTOREFRESH = False
    forget()
    yield root
    forget()


def collect(**options: Any) -> None:
    call_command("collectstatic", interactive=False, verbosity=0, **options)
    forget()


def forget() -> None:
    staticfiles.found.cache_clear()
    staticfiles.integrity.cache_clear()
