"""Taking a description off the public side, and bringing it back."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from basis.fouten import vereis_recht
from innovaties.models import Innovatie
from redactie.actions.beoordelen import NIET_ARCHIVEREN, archiveer, haal_terug
from redactie.forms.beoordelen import ArchiverenForm
from redactie.lezen.versies import gearchiveerde_versie, laatste_versie
from redactie.rechten import mag_archiveren, zichtbaar_voor
from werkplek.stap import Stap, Uitleg, Zaak, stapview
from werkplek.toegang import gebruiker_van

STAPPEN = {
    "archiveren": Stap(
        archiveer,
        "Naar het archief",
        "Ja, zet in het archief",
        "‘{titel}’ staat in het archief. Het adres legt uit waarom.",
        lambda innovatie: Uitleg(
            "Het adres blijft werken. Wie daar komt, leest uw reden en waar het verder gaat. De "
            "tekst blijft in de redactie bewaard. Terughalen kan daar met één stap. Staat er een "
            "publicatie gepland? Die vervalt, en wie haar plande krijgt een mail.",
            kern=f"U haalt ‘{innovatie.gepubliceerd}’ van de site.",
        ),
        lambda innovatie, data: ArchiverenForm(data, innovatie=innovatie),
    ),
    "terughalen": Stap(
        haal_terug,
        "Haal terug uit het archief",
        "Ja, haal terug",
        "‘{titel}’ staat weer in de kennisbank.",
        lambda innovatie: Uitleg(
            "De tekst staat er weer zoals zij was, en bezoekers vinden haar. De contactpersoon "
            "krijgt een mail. Was zij nog niet bevestigd? Dan vragen wij dat opnieuw.",
            kern=f"U zet ‘{gearchiveerde_versie(innovatie)}’ weer op de site.",
        ),
    ),
}


def _zaak(request: HttpRequest, stap: str, slug: str) -> Zaak:
    door = gebruiker_van(request)
    zichtbaar = Innovatie.objects.filter(versies__in=zichtbaar_voor(door)).distinct()
    innovatie = get_object_or_404(zichtbaar.select_related("gepubliceerd"), slug=slug)
    vereis_recht(mag_archiveren(door), NIET_ARCHIVEREN)
    versie = innovatie.gepubliceerd or laatste_versie(innovatie)
    return Zaak(
        innovatie,
        door,
        str(versie),
        reverse("redactie:versie", args=[versie.pk]),
        mogelijk=["archiveren" if innovatie.gepubliceerd else "terughalen"]
        if innovatie.gepubliceerd or gearchiveerde_versie(innovatie)
        else [],
        niet_nu="Deze innovatie staat al in de kennisbank."
        if stap == "terughalen"
        else "Deze innovatie heeft geen zichtbare versie om te archiveren.",
    )


stap = stapview(STAPPEN, _zaak)
