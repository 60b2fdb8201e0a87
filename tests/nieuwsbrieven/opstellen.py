"""What the tests of making an edition share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from logboek.models import Logregel
from nieuwsbrieven.actions.opstellen import TELLER
from nieuwsbrieven.models import Editie
from werkplek.bewerken import kenmerk


def teksten(editie: Editie, **anders: Any) -> dict[str, Any]:
    namen = ("onderwerp", "preheader", "inleiding", "vier_ogen")
    return {naam: getattr(editie, naam) for naam in namen} | anders


def blokwaarden(**anders: Any) -> dict[str, Any]:
    standaard = {
        "titel": "Van de redactie",
        "tekst": "<p>Wij verhuizen.</p>",
        "adres": "",
        "linktekst": "",
        "alt": "",
        "alle_themas": True,
        "themas": [],
        "alle_regios": True,
        "regios": [],
        "rollen": [],
    }
    return standaard | anders


def titels(editie: Editie) -> list[str]:
    return list(editie.blokken.values_list("titel", flat=True))


def logregels(editie: Editie) -> list[str]:
    return [regel.wat for regel in Logregel.objects.over(editie)]


def pagina(naam: str, *args: object) -> str:
    return reverse(f"nieuwsbrieven:{naam}", args=args)


def blok_ingevuld(editie: Editie, **anders: Any) -> dict[str, Any]:
    editie.refresh_from_db()
    standaard = {
        "titel": "Van de redactie",
        "tekst": "<p>Wij verhuizen.</p>",
        "welke_themas": "alles",
        "welke_regios": "alles",
        "kenmerk": kenmerk(editie, TELLER),
    }
    return standaard | anders
