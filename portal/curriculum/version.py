"""What the content is now, as one short text: what is kept in memory stands as long as it does not change."""

import datetime

from django.db import connection

SQL = """
SELECT version, (SELECT max(publish) FROM curriculum_lesson WHERE publish <= %s) FROM curriculum_course WHERE id = 1
"""


def content_version(now: datetime.datetime) -> str:
    """The course's version and the latest scheduled publication that has come.

    A fast path past the ORM: one of these is asked with every page of a lesson, and the ORM makes 0.5 ms of 0.03.
    """
    with connection.cursor() as cursor:
        cursor.execute(SQL, [connection.ops.adapt_datetimefield_value(now)])
        return str(cursor.fetchone())
