"""Model fields that more than one app uses."""

import re
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, TextChoices, Value
from django.db.models.functions import Length
from django.utils.dates import MONTHS
from django_prose_editor.fields import ProseEditorField

DEELDATUM = r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"

# The small set of the editorial design: nothing that could carry style, script or an image.
OPMAAK = {
    "Bold": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Link": {"protocols": ["http", "https", "mailto"], "enableTarget": False},
    "Blockquote": True,
}


class DeelDatum(models.CharField):  # type: ignore[type-arg]
    """A date as precise as it is known: '2015', '2015-10' or '2015-10-01'. Sorts as text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)
        self.validators.append(
            RegexValidator(
                DEELDATUM, "Schrijf een jaar, maand of dag: 2015, 2015-10 of 2015-10-01."
            )
        )


class RijkeTekst(ProseEditorField):
    """HTML in the small set of `OPMAAK`, sanitised on the server.

    `max_tekens` counts what a reader sees, not the tags.
    """

    def __init__(self, *args: Any, max_tekens: int = 0, **kwargs: Any) -> None:
        self.max_tekens = max_tekens
        super().__init__(*args, extensions=OPMAAK, sanitize=True, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Sanitise `value`; a line break is not in the set, and leaves a space between words."""
        zonder_regeleinden = re.sub(r"(?i)<br\s*/?>", " ", value) if value else value
        return super().clean(zonder_regeleinden, model_instance)


class Keuzes(ArrayField):  # type: ignore[type-arg]
    """Several values of one fixed list, in a column of their own."""

    def __init__(self, lijst: type[TextChoices] | None = None, **kwargs: Any) -> None:
        if lijst:
            kwargs["base_field"] = models.CharField(max_length=40, choices=lijst.choices)
        kwargs.setdefault("default", list)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        # Migrations need the column, not the list: its values live in the check constraint.
        naam, _pad, args, kwargs = super().deconstruct()
        kwargs["base_field"] = models.CharField(max_length=40)
        return naam, "django.contrib.postgres.fields.ArrayField", args, kwargs


def deeldatum_constraint(tabel: str, veld: str) -> models.CheckConstraint:
    """Refuse text in `veld` that is neither empty nor a year, month or day."""
    return models.CheckConstraint(
        name=f"{tabel}_{veld}_deeldatum",
        condition=Q(**{veld: ""}) | Q(**{f"{veld}__regex": DEELDATUM}),
        violation_error_message="Schrijf een jaar, maand of dag: 2015, 2015-10 of 2015-10-01.",
    )


def keuze_constraint(
    tabel: str, veld: str, lijst: type[TextChoices], *, leeg: bool
) -> models.CheckConstraint:
    """Refuse a value of `veld` that its list does not know."""
    waarden = [*lijst.values, ""] if leeg else lijst.values
    return models.CheckConstraint(
        name=f"{tabel}_{veld}_in_lijst",
        condition=Q(**{f"{veld}__in": waarden}),
        violation_error_message="Kies een waarde uit de lijst.",
    )


def keuzes_constraint(tabel: str, veld: str, lijst: type[TextChoices]) -> models.CheckConstraint:
    """Refuse an array in `veld` with a value that its list does not know."""
    return models.CheckConstraint(
        name=f"{tabel}_{veld}_in_lijst",
        condition=Q(**{f"{veld}__contained_by": lijst.values}),
        violation_error_message="Kies alleen waarden uit de lijst.",
    )


def samen_constraint(naam: str, op: str, door: str, melding: str) -> models.CheckConstraint:
    """Refuse a moment without who it was, or the other way round."""
    return models.CheckConstraint(
        name=naam,
        condition=Q(**{f"{op}__isnull": True, f"{door}__isnull": True})
        | Q(**{f"{op}__isnull": False, f"{door}__isnull": False}),
        violation_error_message=melding,
    )


def zichtbare_tekens(veld: str) -> Length:
    """The number of characters in rich text `veld` that a reader sees."""
    zonder_tags = Func(F(veld), Value(r"<[^>]*>"), Value(""), Value("g"), function="regexp_replace")
    return Length(zonder_tags, output_field=models.IntegerField())


def lengte_constraint(tabel: str, veld: str, maximum: int) -> models.CheckConstraint:
    """Refuse rich text in `veld` with more than `maximum` visible characters."""
    return models.CheckConstraint(
        name=f"{tabel}_{veld}_lengte",
        condition=models.lookups.LessThanOrEqual(zichtbare_tekens(veld), maximum),
        violation_error_message=f"Deze tekst is langer dan {maximum} tekens.",
    )


def deeldatum_tekst(waarde: str) -> str:
    """'2015-10-01' → '1 oktober 2015', '2015-10' → 'oktober 2015', '2015' → '2015'."""
    if not re.fullmatch(DEELDATUM, waarde):
        return waarde
    jaar, *rest = waarde.split("-")
    maand = str(MONTHS[int(rest[0])]).lower() if rest else ""
    dag = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(deel for deel in (dag, maand, jaar) if deel)
