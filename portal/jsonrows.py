"""Several lists in one query: a subquery whose rows come back as one JSON list."""

from typing import Any

from django.db import models
from django.db.models.functions import JSONArray


class JsonRows(models.Subquery):
    """All rows of the queryset, each as a list of the named columns. Order them afterwards: JSON keeps none."""

    template = "(SELECT json_group_array(json(row)) FROM (%(subquery)s))"
    output_field = models.JSONField()

    def __init__(self, queryset: models.QuerySet[Any], *columns: str) -> None:
        super().__init__(queryset.order_by().annotate(row=JSONArray(*columns)).values("row"))
