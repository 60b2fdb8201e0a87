"""How a subscriber meets the pages: their links, and what an answer says."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from nieuwsbrieven import links
from nieuwsbrieven.models import Abonnee

FORMULIER = "/nieuwsbrieven/aanmelden/"
KEUZES = {
    "welke_themas": "alles",
    "welke_regios": "alles",
    "frequentie": "elke",
}


def bezoeker() -> Client:
    return Client(enforce_csrf_checks=True)


def pagina(naam: str, signer: Signer, abonnee: Abonnee) -> str:
    return reverse(f"nieuwsbrieven:{naam}", args=[links.sleutel(signer, abonnee.pk)])


def afmelden(abonnee: Abonnee) -> str:
    return pagina("afmelden", links.AFMELDEN, abonnee)


def voorkeuren(abonnee: Abonnee) -> str:
    return pagina("voorkeuren", links.VOORKEUREN, abonnee)


def bevestigen(abonnee: Abonnee) -> str:
    return pagina("bevestigen", links.BEVESTIGEN, abonnee)


def tekst(antwoord: Any) -> str:
    return unescape(re.sub(r"\s+", " ", antwoord.content.decode()))


def kop(antwoord: Any) -> str:
    (kop,) = re.findall(r"<h1>(.*?)</h1>", tekst(antwoord))
    return str(kop)


def aangevinkt(antwoord: Any, naam: str) -> list[str]:
    vakken = re.findall(rf'<input [^>]*name="{naam}"[^>]*>', antwoord.content.decode())
    return [re.findall(r'value="([^"]*)"', vak)[0] for vak in vakken if " checked" in vak]
