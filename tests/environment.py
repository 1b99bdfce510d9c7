"""Pytest plugin that is loaded before Django's settings: a data directory of its own, and no operator's variables."""

import atexit
import os
import shutil
import tempfile

for name in [name for name in os.environ if name.startswith("PORTAL_") and not name.startswith("PORTAL_TEST_")]:
    del os.environ[name]

# In memory where there is such a place: as fast as an in-memory database, and the real thing.
directory = tempfile.mkdtemp(prefix="stratum-tests-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
atexit.register(shutil.rmtree, directory, ignore_errors=True)
os.environ["PORTAL_DATA_DIR"] = directory
os.environ["PORTAL_SECRET_KEY"] = "only for tests, and as long as a real one"

# Playwright's loop lives in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
