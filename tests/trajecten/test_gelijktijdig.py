"""Many at once for the few places in trajecten."""

import random
import threading
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, transaction

from programma.inhoud import laad_programma
from tests.maak import (
    maak_gepubliceerd,
    maak_organisatie,
    maak_thema,
    maak_traject,
    nieuwe_deelname,
)
from tests.tegelijk import tegelijk, tot_iemand_wacht
from tests.trajecten.inschrijven import Inschrijfstap, Wereld, wat_niet_klopt
from trajecten.actions.inschrijven import schrijf_in
from trajecten.models import Deelname, Traject

MENSEN, DRADEN, RONDES = 50, 8, 2


@pytest.mark.django_db(transaction=True)
def test_wie_zich_tegelijk_inschrijven_en_stoppen() -> None:
    wereld = Wereld(MENSEN)
    gezien: list[list[str]] = []

    def samen(werk: list[Inschrijfstap]) -> list[str]:
        antwoorden = [""] * len(werk)
        klaar: list[int] = []

        def doe(draad: int) -> None:
            try:
                for nummer in range(draad, len(werk), DRADEN):
                    stap, een, ander = werk[nummer]
                    antwoorden[nummer] = stap(een, ander)
            finally:
                klaar.append(draad)

        def kijk() -> None:
            while len(klaar) < DRADEN:
                gezien.append(wat_niet_klopt())

        tegelijk(kijk, *(partial(doe, draad) for draad in range(DRADEN)))
        return antwoorden

    fouten = [wereld.ronde(samen, random.Random(ronde)) for ronde in range(RONDES)]

    assert fouten == [[]] * RONDES
    assert [fout for keer in gezien for fout in keer] == []
    assert Traject.objects.count() == 6
    assert Deelname.objects.exclude(status="gestopt").count() <= 40


PLANNING = """
trajecten:
- slug: samen
  titel: Samen
  thema: regionale-samenwerking
  begin: '-21'
  einde: '+350'
  status: lopend
  deelnames:
  - organisatie: de-plek
    innovatie: een-plek
    projectleider: Projectleider
    projectleider_email: p@example.nl
    commitment_van: Bestuurder
    commitment_datum: '-25'
    uren_per_week: 2.5
"""


@pytest.mark.django_db(transaction=True)
def test_wie_inschrijft_wacht_op_wie_laadt(tmp_path: Path) -> None:
    maak_thema("regionale-samenwerking")
    maak_organisatie(slug="de-plek")
    maak_gepubliceerd(slug="een-plek")
    traject = maak_traject()
    deelname = nieuwe_deelname(traject)
    (tmp_path / "programma").mkdir()
    (tmp_path / "programma" / "planning.yaml").write_text(PLANNING)

    def doe_mee() -> None:
        try:
            schrijf_in(deelname=deelname, door=traject.gemaakt_door)
        finally:
            connection.close()

    draad = threading.Thread(target=doe_mee)
    with transaction.atomic():
        laad_programma(tmp_path)
        draad.start()
        tot_iemand_wacht()
    draad.join()

    plekken = Deelname.objects.values_list("traject__slug", "plek_in_alles")
    assert dict(plekken) == {"samen": 1, traject.slug: 2}
