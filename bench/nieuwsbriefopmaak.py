"""`python -m bench.nieuwsbriefopmaak`: one edition for 10,000 readers who all chose differently.

Prints its row, and on the last line its verdict as JSON.
"""

from __future__ import annotations

import itertools
import json
import random
import sys
import time
from collections.abc import Iterator

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from innovaties.models import Thema
from nieuwsbrieven.keuzelijsten import Bloksoort
from nieuwsbrieven.lezen.kiezen import Profiel, doelen, kies, profiel_uit
from nieuwsbrieven.models import Blok, Editie
from nieuwsbrieven.uitvoer import opmaak
from organisaties.keuzelijsten import Persoonsrol, Regiosoort
from organisaties.models import Regio

BLOKKEN, PROFIELEN, MAX_SECONDEN = 20, 10_000, 60
TEKST = (
    '<p>Een team werkt samen in de <a href="/innovaties/">wijk</a>. ' + "Zo gaat het beter. " * 30
) + "</p><ul><li><p>minder opnames</p></li><li><p>meer regie</p></li></ul>"


def meet() -> Iterator[tuple[bool, str]]:
    """Render an edition once, and put it together for each profile; print it, yield the verdict."""
    with transaction.atomic():
        editie = _editie()
        profielen = _profielen()
        klok = time.perf_counter()
        stukken, van_editie = opmaak.maak(editie), doelen(editie)
        gemaakt = time.perf_counter() - klok
        mails = tekens = 0
        for nummer, profiel in enumerate(profielen, 1):
            if blokken := kies(van_editie, profiel):
                html, tekst = opmaak.voor(stukken, blokken, nummer)
                mails, tekens = mails + 1, tekens + len(html) + len(tekst)
        duur = time.perf_counter() - klok
        transaction.set_rollback(True)
    sys.stdout.write(
        f"\nnieuwsbrief van {BLOKKEN} delen: {gemaakt * 1000:.0f} ms om te maken, daarna "
        f"{(duur - gemaakt) / len(profielen) * 1e6:.0f} µs per lezer; {mails:,} mails van "
        f"gemiddeld {tekens / mails / 1000:.0f} kB\n"
    )
    tekst = f"nieuwsbrief voor {len(profielen):,} profielen in {duur:.1f} s (≤ {MAX_SECONDEN})"
    yield duur <= MAX_SECONDEN and len(set(profielen)) == PROFIELEN, tekst


def _profielen() -> list[Profiel]:
    """Each another choice of themes, regions and rollen; always the same ones."""
    keus = random.Random(5)  # noqa: S311 (no secret)
    themas = list(Thema.objects.values_list("pk", flat=True))
    regios = list(Regio.objects.values_list("pk", flat=True))
    gevonden: dict[Profiel, None] = {}
    while len(gevonden) < PROFIELEN:
        profiel = profiel_uit(
            keus.choice([None, keus.sample(themas, keus.randint(1, len(themas)))]),
            keus.choice([None, keus.sample(regios, keus.randint(1, min(9, len(regios))))]),
            keus.sample(Persoonsrol.values, keus.randint(0, len(Persoonsrol.values))),
        )
        gevonden[profiel] = None
    return list(gevonden)


def _editie() -> Editie:
    """An edition with parts of every kind, most of them for some readers only."""
    door = Gebruiker.objects.create_user("opmaak@example.nl", naam="Opmaak")
    for nummer in range(6):
        slug = f"bench-opmaak-{nummer}"
        Thema.objects.create(name=slug, slug=slug, tekst="Meten.", kleur="herstel", icoon="plant")
    for nummer in range(12):
        slug = f"bench-opmaak-{nummer}"
        Regio.objects.create(naam=slug, slug=slug, soort=Regiosoort.PROVINCIE)
    editie = Editie.objects.create(
        slug=f"bench-{timezone.now():%Y%m%d%H%M%S}",
        onderwerp="Nieuws uit de kennisbank",
        preheader="Wat er nieuw is.",
        inleiding=TEKST,
        gemaakt_door=door,
    )
    themas, regios = itertools.cycle(Thema.objects.all()), itertools.cycle(Regio.objects.all())
    for nummer, soort in zip(range(BLOKKEN), itertools.cycle(Bloksoort), strict=False):
        blok = Blok.objects.create(
            editie=editie,
            volgorde=nummer,
            soort=soort,
            titel=f"Deel {nummer}",
            tekst=TEKST,
            adres=f"/innovaties/deel-{nummer}/",
            alle_themas=nummer % 4 == 0,
            alle_regios=nummer % 3 != 0,
            rollen=[Persoonsrol.BESTUURDER] if nummer % 7 == 0 else [],
        )
        blok.themas.set([next(themas), next(themas)])
        blok.regios.set([next(regios)])
    return editie


if __name__ == "__main__":
    sys.stdout.write(json.dumps(list(meet())) + "\n")
