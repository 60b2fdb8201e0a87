"""Other names of the values of facets, as search reads them."""

from __future__ import annotations

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat

from vinden.models import AndereNaam


def andere_namen() -> list[tuple[str, str]]:
    """Every other name with the code of the value that it leads to. One query."""
    code = Concat(F("facet"), Value(":"), F("slug"), output_field=CharField())
    return list(AndereNaam.objects.order_by("pk").values_list("naam", code))
