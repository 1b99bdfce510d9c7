"""The types of question, one module each. A new one needs no change here: the modules of this package are the list."""

import importlib
import pkgutil

from portal.quizzes.kind import Kind

KINDS: dict[str, type[Kind]] = {}
for _module in pkgutil.iter_modules(__path__):
    _kind = importlib.import_module(f"{__name__}.{_module.name}").KIND
    KINDS[_kind.name] = _kind
