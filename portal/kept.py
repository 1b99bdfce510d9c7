"""What is kept in memory while the content stands: a small store that forgets all at once when the version changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class Kept[T]:
    """At most `limit` values by key, all of one version; safe for the threads of a process."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._version = ""
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, version: str, make: Callable[[], T]) -> T:
        """The kept value, or what `make` makes now. Two threads may make the same value; one of them is kept."""
        with self._lock:
            if self._version == version and key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            if self._version != version:
                self._version, self._values = version, OrderedDict()
            self._values[key] = value
            while len(self._values) > self.limit:
                self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
