"""Places as search matches them."""

from __future__ import annotations

from django.contrib.postgres.aggregates import ArrayAgg

from organisaties.models import Plaats


def plaatsen() -> list[tuple[str, list[str], str]]:
    """Of every place its name, the web names of its regio's, and its kind. One query."""
    rijen = Plaats.objects.filter(regios__isnull=False).order_by("pk")
    met_regios = rijen.annotate(slugs=ArrayAgg("regios__slug", order_by="regios__slug"))
    return list(met_regios.values_list("naam", "slugs", "soort"))
