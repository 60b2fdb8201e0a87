"""Model fields that more than one app uses, some with a form field of their own."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator, validate_email
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, Q, TextChoices, Value
from django.db.models.functions import Length, Lower, Trim
from django.utils.dates import MONTHS
from django.utils.html import escape
from django_prose_editor.fields import ProseEditorField

from basis.data import DEELDATUM, EERSTE_DAG, LAATSTE_DAG
from basis.getypt import lees_deeldatum
from basis.tekst import MAILADRES, ONZICHTBAAR, TUSSEN, een_regel, mailadres, schoon

BUITEN_GRENZEN = f"Kies een dag tussen {EERSTE_DAG.year} en {LAATSTE_DAG.year}."
EEN_DEELDATUM = "Schrijf een jaar, maand of dag vanaf 1900: 2015, 2015-10 of 2015-10-01."

KORT = 200
"""A column of text that takes more characters than these may hold more than one line."""

DIEPST = 12
"""How deep lists and quotes lie in each other; what lies deeper keeps its words."""

LANGSTE_ADRES = 254
"""The most signs of a mail address (RFC 5321)."""

MEESTE_TAGS = 10_000
"""More marks than any text needs; to make sense of nested ones takes ever longer."""

_HTML = re.compile(r"<(p|h3|h4|ul|ol|blockquote|strong|a)\b", re.IGNORECASE)
_TAG = re.compile(r"""<(/?)\w+(?:"[^"]*"|[^"<>])*>""")
# Composed with the > before it, this would take the end off a tag.
_EET_TAGS = "\u0338"

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
        self.validators += [RegexValidator(DEELDATUM, EEN_DEELDATUM), vereis_bestaande_dag]

    def formfield(self, **kwargs: Any) -> forms.Field:
        """A box that takes what people write, and shows it so."""
        opties = {"form_class": Deeldatumvak, "max_length": None, **kwargs}
        return super().formfield(**opties)  # type: ignore[return-value]


class Deeldatumvak(forms.CharField):
    """A year, month or day, typed and shown as people write it."""

    def prepare_value(self, value: Any) -> Any:
        return deeldatum_tekst(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        tekst = super().to_python(value)
        deel = lees_deeldatum(tekst) if tekst else ""
        vereis_bestaande_dag(deel)
        return deel


def vereis_bestaande_dag(waarde: str) -> None:
    """Raise ValidationError for a day that its month does not have: '2015-02-30'."""
    if not re.fullmatch(DEELDATUM, waarde):
        return
    jaar, maand, dag = (int(deel) for deel in f"{waarde}-1-1".split("-")[:3])
    try:
        date(jaar, maand, dag)
    except ValueError as fout:
        raise ValidationError("Deze dag bestaat niet. Kijk de datum na.") from fout


class Beeldveld(models.FileField):
    """A file that is an image, as `basis.beelden` makes it."""


class RijkeTekst(ProseEditorField):
    """HTML in the small set of `OPMAAK`, sanitised on the server.

    `max_tekens` counts what a reader sees, not the tags.
    """

    def __init__(self, *args: Any, max_tekens: int = 0, **kwargs: Any) -> None:
        self.max_tekens = max_tekens
        super().__init__(*args, extensions=OPMAAK, sanitize=True, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Clean and sanitise `value`; a line break is not in the set, and leaves a space."""
        if str(value).count("<") > MEESTE_TAGS:
            raise ValidationError("In deze tekst zit te veel opmaak. Plak hem zonder opmaak.")
        zonder_regeleinden = re.sub(r"(?i)<br\s*/?>", " ", schoon(value)) if value else value
        html = super().clean(zonder_regeleinden, model_instance)
        # Again, for what was written as a code: &#133;.
        return _ondiep(schoon(html.replace(_EET_TAGS, "")))


def _ondiep(html: str) -> str:
    """Balanced `html` without the tags that lie deeper than `DIEPST`."""
    diepte = 0

    def houd(tag: re.Match[str]) -> str:
        nonlocal diepte
        diepte += 0 if tag[1] else 1
        blijft = tag[0] if diepte <= DIEPST else ""
        diepte -= 1 if tag[1] else 0
        return blijft

    return _TAG.sub(houd, html)


class RijkVeld(forms.CharField):
    """Rich text: sanitised, and no longer than its column takes."""

    def __init__(self, veld: RijkeTekst, **kwargs: Any) -> None:
        self.veld = veld
        attrs = {"class": "schrijfvak", "data-rijk": "", "data-tekens": veld.max_tekens, "rows": 8}
        super().__init__(required=False, widget=forms.Textarea(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        html = str(self.veld.clean(als_html(super().clean(value)), None))
        tekens = zichtbare_lengte(html)
        if tekens > self.veld.max_tekens:
            teveel = tekens - self.veld.max_tekens
            raise ValidationError(
                f"Deze tekst is {teveel} tekens te lang. Er passen {self.veld.max_tekens} tekens."
            )
        return html


def als_html(tekst: str) -> str:
    """Plain text as paragraphs, at every empty line; HTML as it is."""
    if not tekst or _HTML.search(tekst):
        return tekst
    alineas = (" ".join(alinea.split()) for alinea in re.split(r"\n\s*\n", tekst))
    return "".join(f"<p>{escape(alinea)}</p>" for alinea in alineas if alinea)


def vereis_mailadres(adres: str) -> None:
    """Raise ValidationError for what is no address, or not in the form of `basis.tekst.mailadres`.

    Django lets a domain with accents pass that no mail server could be asked for.
    """
    validate_email(adres)
    if not re.fullmatch(MAILADRES, adres):
        raise ValidationError(EmailValidator.message, code="invalid")


def is_mailadres(adres: str) -> bool:
    """Whether mail could go to `adres`, and a column holds it."""
    try:
        vereis_mailadres(adres)
    except ValidationError:
        return False
    return len(adres) <= LANGSTE_ADRES


if TYPE_CHECKING:
    _EmailField = models.EmailField[str, str]
else:
    _EmailField = models.EmailField


class Mailadres(_EmailField):
    """A mail address in its one form, or nothing; the column itself refuses any other."""

    default_validators = [vereis_mailadres]

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        """The check that comes with the column. A column that becomes one needs it by hand."""
        kolom = connection.ops.quote_name(str(self.column))
        return f"{kolom} = '' OR {kolom} ~ '{MAILADRES}'"


def als_kolomtekst(veld: models.Field[Any, Any], tekst: str) -> str:
    """`tekst` as column `veld` takes it, when it comes in without a form.

    Raises ValidationError for what should be a date and is none.
    """
    if isinstance(veld, models.EmailField):
        return mailadres(tekst)
    if isinstance(veld, DeelDatum):
        return lees_deeldatum(tekst) if tekst else ""
    lengte = getattr(veld, "max_length", None)
    return een_regel(tekst) if lengte and lengte <= KORT else schoon(tekst).strip()


class MeerKeuzes(ArrayField):  # type: ignore[type-arg]
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
        violation_error_message=EEN_DEELDATUM,
    )


def dag_constraint(tabel: str, veld: str) -> models.CheckConstraint:
    """Refuse a day in `veld` that nobody can mean (`basis.data.EERSTE_DAG`)."""
    return models.CheckConstraint(
        name=f"{tabel}_{veld}_bestaat",
        condition=Q(**{f"{veld}__range": (EERSTE_DAG, LAATSTE_DAG)}),
        violation_error_message=BUITEN_GRENZEN,
    )


def moment_constraint(tabel: str, veld: str) -> models.CheckConstraint:
    """Refuse a moment in `veld` that nobody can mean."""
    # In UTC, and a day wider: New Year's Eve begins earlier here.
    eerste = datetime.combine(EERSTE_DAG, time.min, UTC) - timedelta(days=1)
    laatste = datetime.combine(LAATSTE_DAG, time.max, UTC)
    return models.CheckConstraint(
        name=f"{tabel}_{veld}_bestaat",
        condition=Q(**{f"{veld}__range": (eerste, laatste)}),
        violation_error_message=BUITEN_GRENZEN,
    )


def naamsleutel_van(veld: str) -> Lower:
    """What `basis.tekst.naamsleutel` makes of the name in column `veld`."""
    tekst = models.TextField()
    samengesteld = Func(F(veld), function="normalize", output_field=tekst)
    zichtbaar = Func(
        *(samengesteld, Value(ONZICHTBAAR), Value(""), Value("g")),
        function="regexp_replace",
        output_field=tekst,
    )
    woorden = Func(
        *(zichtbaar, Value(TUSSEN), Value(" "), Value("g")),
        function="regexp_replace",
        output_field=tekst,
    )
    return Lower(Trim(woorden))


class OpAlfabet(Func):
    """What a name or title sorts by, as in a dictionary: capitals and accents make no difference.

    `basis.tekst.sorteersleutel` in the database. Not every PostgreSQL knows a Dutch collation.
    """

    template = (
        r"(lower(regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'))"
        ' COLLATE "C")'
    )
    arity = 1
    output_field = models.TextField()


def naam_constraint(tabel: str, veld: str = "naam") -> models.UniqueConstraint:
    """Refuse a second name in `veld` that looks the same."""
    return models.UniqueConstraint(
        naamsleutel_van(veld),
        name=f"{tabel}_{veld}_lijkt_niet",
        violation_error_message="Deze naam is er al, misschien met een andere hoofdletter, spatie "
        "of streep.",
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


def samen_constraint(tabel: str, wat: str) -> models.CheckConstraint:
    """Refuse a moment `wat` ('gestopt') without who it was, or the other way round."""
    op, door = f"{wat}_op__isnull", f"{wat}_door__isnull"
    return models.CheckConstraint(
        name=f"{tabel}_{wat}_volledig",
        condition=Q(**{op: True, door: True}) | Q(**{op: False, door: False}),
        violation_error_message="Leg vast wanneer dit gebeurde, en wie het deed.",
    )


def zichtbare_tekens(veld: str) -> Length:
    """The number of characters in rich text `veld` that a reader sees."""
    zonder_tags = Func(F(veld), Value(r"<[^>]*>"), Value(""), Value("g"), function="regexp_replace")
    return Length(zonder_tags, output_field=models.IntegerField())


def zichtbare_lengte(html: str) -> int:
    """How many characters of rich text the database counts (`zichtbare_tekens`)."""
    return len(re.sub(r"<[^>]*>", "", html))


def lengte_constraint(tabel: str, veld: str, maximum: int) -> models.CheckConstraint:
    """Refuse rich text in `veld` with more than `maximum` visible characters."""
    return models.CheckConstraint(
        name=f"{tabel}_{veld}_lengte",
        condition=models.lookups.LessThanOrEqual(zichtbare_tekens(veld), maximum),
        violation_error_message=f"Deze tekst is langer dan {maximum} tekens.",
    )


def woorden_constraint(tabel: str, veld: str, maximum: int) -> models.CheckConstraint:
    """Refuse text in `veld` of more than `maximum` words."""
    woorden = Func(
        *(F(veld), Value(r"\S+")), function="regexp_count", output_field=models.IntegerField()
    )
    return models.CheckConstraint(
        name=f"{tabel}_{veld}_woorden",
        condition=models.lookups.LessThanOrEqual(woorden, maximum),
        violation_error_message=f"Deze tekst heeft meer dan {maximum} woorden.",
    )


def deeldatum_tekst(waarde: str) -> str:
    """'2015-10-01' → '1 oktober 2015', '2015-10' → 'oktober 2015', '2015' → '2015'."""
    if not re.fullmatch(DEELDATUM, waarde):
        return waarde
    jaar, *rest = waarde.split("-")
    maand = str(MONTHS[int(rest[0])]).lower() if rest else ""
    dag = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(deel for deel in (dag, maand, jaar) if deel)
