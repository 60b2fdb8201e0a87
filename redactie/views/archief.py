"""Taking a description off the public side."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from basis.fouten import vereis_recht
from innovaties.models import Innovatie
from redactie.actions.beoordelen import NIET_ARCHIVEREN, archiveer
from redactie.forms.beoordelen import ArchiverenForm
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
            "tekst blijft in de redactie bewaard. Terugzetten kan met een nieuwe versie, die een "
            "collega weer beoordeelt.",
            kern=f"U haalt ‘{innovatie.gepubliceerd}’ van de site.",
        ),
        lambda innovatie, data: ArchiverenForm(data, innovatie=innovatie),
    )
}


def _zaak(request: HttpRequest, _stap: str, slug: str) -> Zaak:
    door = gebruiker_van(request)
    zichtbaar = Innovatie.objects.filter(versies__in=zichtbaar_voor(door)).distinct()
    innovatie = get_object_or_404(zichtbaar.select_related("gepubliceerd"), slug=slug)
    vereis_recht(mag_archiveren(door), NIET_ARCHIVEREN)
    versie = innovatie.gepubliceerd or innovatie.versies.latest("versie")
    return Zaak(
        innovatie,
        door,
        str(versie),
        reverse("redactie:versie", args=[versie.pk]),
        mogelijk=["archiveren"] if innovatie.gepubliceerd else [],
        niet_nu="Deze innovatie heeft geen zichtbare versie om te archiveren.",
    )


stap = stapview(STAPPEN, _zaak)
