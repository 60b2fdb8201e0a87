"""Places as search matches them."""

from __future__ import annotations

from django.contrib.postgres.aggregates import ArrayAgg

from organisaties.models import Plaats


def plaatsen() -> list[tuple[str, list[str], str]]:
    """Of every place its name, the web names of its regio's, and its kind. One query."""
    rijen = Plaats.objects.annotate(waar=ArrayAgg("regios__slug", order_by="regios__slug"))
    return list(rijen.order_by("pk").values_list("naam", "waar", "soort"))
