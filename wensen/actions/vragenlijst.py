"""Filling in a questionnaire: saved field by field, by several people at once if need be."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from basis.fouten import vereis
from basis.tekst import vingerafdruk
from wensen.lezen.inventarisatie import loopt
from wensen.models import Antwoordregel, Gebied, Inventarisatie, Uitvraag

VRAGEN = ("bestaand", "gewenst")
ALGEMEEN = ("steun", "steun_anders", "inzet", "opmerking")

Ingevuld = str | list[str]

VOORBIJ = (
    "De tijd om in te vullen is voorbij. Dit is niet meer bewaard. Kopieer wat u wilt houden, of "
    "mail ons."
)


def antwoorden(uitvraag: Uitvraag) -> dict[str, Ingevuld]:
    """What the database holds, by the name of the field: 'bestaand-<gebied>'. Three queries."""
    waarden = zonder_antwoorden(uitvraag.inventarisatie)
    for antwoord in uitvraag.antwoorden.all():
        for vraag in VRAGEN:
            if f"{vraag}-{antwoord.gebied_id}" in waarden:
                waarden[f"{vraag}-{antwoord.gebied_id}"] = getattr(antwoord, vraag)
    algemeen = Uitvraag.objects.filter(pk=uitvraag.pk).values(*ALGEMEEN).get()
    for naam, waarde in algemeen.items():
        waarden[naam] = sorted(waarde) if isinstance(waarde, list) else waarde
    return waarden


def zonder_antwoorden(inventarisatie: Inventarisatie) -> dict[str, Ingevuld]:
    """The names of all fields, with nothing filled in. One query."""
    per_gebied = {
        f"{vraag}-{gebied.pk}": ""
        for gebied in inventarisatie.gebieden.all()
        for vraag in vragen_over(gebied)
    }
    return {**per_gebied, "steun": [], "steun_anders": "", "inzet": [], "opmerking": ""}


def vragen_over(gebied: Gebied) -> tuple[str, ...]:
    """What is asked about `gebied`: its columns in an Antwoordregel."""
    return VRAGEN[:1] if gebied.is_vraag else VRAGEN


def _vergrendel(uitvraag: Uitvraag) -> Uitvraag:
    uitvraag = (
        Uitvraag.objects.select_for_update(of=("self",))
        .select_related("inventarisatie", "organisatie")
        .get(pk=uitvraag.pk)
    )
    vereis(loopt(uitvraag.inventarisatie, timezone.localdate()), VOORBIJ)
    return uitvraag


@transaction.atomic
def bewaar(
    *, uitvraag: Uitvraag, waarden: Mapping[str, Ingevuld], kenmerken: Mapping[str, str]
) -> dict[str, Ingevuld]:
    """Write the checked `waarden`; return what a colleague wrote where they were not written.

    `kenmerken` has the fingerprint of each answer as the writer read it. Where a colleague gave
    another answer since, that one stays. Raises RuleViolation after the end.
    """
    uitvraag = _vergrendel(uitvraag)
    nu = antwoorden(uitvraag)
    anders: dict[str, Ingevuld] = {}
    nieuw: dict[str, Ingevuld] = {}
    for naam in nu.keys() & waarden.keys():
        if waarden[naam] == nu[naam]:
            continue
        leeg = vingerafdruk(type(nu[naam])())
        if kenmerken.get(naam, leeg) == vingerafdruk(nu[naam]):
            nieuw[naam] = waarden[naam]
        else:
            anders[naam] = nu[naam]
    if nieuw:
        _schrijf(uitvraag, nieuw)
    return anders


def _schrijf(uitvraag: Uitvraag, nieuw: Mapping[str, Ingevuld]) -> None:
    per_gebied: dict[int, dict[str, Ingevuld]] = {}
    for naam, waarde in nieuw.items():
        vraag, _, gebied = naam.partition("-")
        if gebied:
            per_gebied.setdefault(int(gebied), {})[vraag] = waarde
        else:
            setattr(uitvraag, naam, waarde)
    for gebied_id, velden in per_gebied.items():
        Antwoordregel.objects.update_or_create(
            uitvraag=uitvraag, gebied_id=gebied_id, defaults=velden
        )
    uitvraag.begonnen_op = uitvraag.begonnen_op or timezone.now()
    uitvraag.save(update_fields=[*ALGEMEEN, "begonnen_op"])


@transaction.atomic
def lever_in(*, uitvraag: Uitvraag) -> None:
    """The answers count from now on; they may change until the end. Raises RuleViolation then."""
    uitvraag = _vergrendel(uitvraag)
    if uitvraag.ingediend_op is None:
        uitvraag.ingediend_op = timezone.now()
        uitvraag.begonnen_op = uitvraag.begonnen_op or uitvraag.ingediend_op
        uitvraag.save(update_fields=["ingediend_op", "begonnen_op"])
