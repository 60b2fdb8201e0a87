"""Who watches what a page is made of knows whether it still holds, and does nothing for it.

The stand rises when a transaction ends: nobody waits for who is long at it, and nobody keeps what
only such a transaction saw.
"""

import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test import Client

from bench.masterclass import nieuwe
from gebruikers.actions import GEGEVENS, tel_netwerk
from innovaties.lezen.gids import gids
from innovaties.lezen.namen import ligt_in, namen
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Thema
from masterclasses.actions.aanmelden import meld_aan
from tests.maak import maak_gepubliceerd, maak_masterclass, maak_regio, maak_thema
from tests.tegelijk import tot_iemand_wacht
from vinden.stand import Toekijker, per_stand, stand
from vinden.woordenschat import woordenschat

pytestmark = pytest.mark.django_db


def test_wat_een_pagina_schreef_wordt_niet_nog_eens_geschreven_om_te_zien_of_zij_klopt() -> None:
    eerder = maak_thema("wonen").volgorde
    with (kijker := Toekijker()).kijkt():
        Thema.objects.update(volgorde=F("volgorde") + 1)
    nu = stand()

    assert not kijker.ziet_hetzelfde(nu, nu)
    assert Thema.objects.get().volgorde == eerder + 1


def test_wat_een_pagina_telt_zonder_dat_iemand_het_ziet_laat_haar_staan() -> None:
    toen = stand()
    with (kijker := Toekijker()).kijkt():
        tel_netwerk("192.0.2.1", GEGEVENS)
        ligt_in()
    maak_thema("wonen")

    assert kijker.ziet_hetzelfde(toen, stand())


def test_van_een_pagina_die_met_het_nummer_vervalt_blijft_niet_bewaard_wat_zij_las() -> None:
    toen = stand()
    with (blijft := Toekijker()).kijkt():
        ligt_in()
    with (vervalt := Toekijker()).kijkt():
        ligt_in()
        stand()

    assert len(blijft.gelezen) == 1
    assert not vervalt.gelezen
    maak_regio("zuid-limburg").provincies.set([maak_regio("limburg")])
    assert not blijft.ziet_hetzelfde(toen, stand())


class _Rijen(list[str]):
    """Rows that can be watched from outside."""


def test_een_bewaarde_pagina_houdt_niet_vast_wat_zij_eerder_las() -> None:
    @per_stand("nummer")
    def slugs() -> _Rijen:
        return _Rijen(Thema.objects.values_list("slug", flat=True))

    toen = stand()
    with (kijker := Toekijker()).kijkt():
        eerst = weakref.ref(slugs())
    maak_thema("wonen")

    assert not kijker.ziet_hetzelfde(toen, stand())
    assert slugs() == ["wonen"]
    assert eerst() is None


@contextmanager
def ander() -> Iterator[psycopg.Connection]:
    """Somebody else in the database of this test."""
    naam = str(connection.settings_dict["NAME"])
    with psycopg.connect(os.environ["DATABASE_URL"], dbname=naam) as verbinding:
        yield verbinding


@pytest.mark.django_db(transaction=True)
def test_wie_lang_over_een_wijziging_doet_laat_niemand_wachten(client: Client) -> None:
    thema, masterclass = maak_thema("herstel"), maak_masterclass()
    begin = stand()

    with ander() as lader:
        lader.execute("UPDATE innovaties_thema SET name = 'Kringloop'")
        lader.execute("UPDATE organisaties_organisatie SET naam = naam || 'x'")
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        meld_aan(aanmelding=nieuwe(masterclass, "lezer"))
        Thema.objects.create(name="Erbij", slug="erbij", volgorde=9)
        tussen, pagina = stand(), client.get("/").text
    na = client.get("/").text

    assert begin.meedoen < tussen.meedoen
    assert begin.nummer < tussen.nummer < stand().nummer
    assert ("Erbij" in pagina, thema.name in pagina, "Kringloop" in pagina) == (True, True, False)
    assert ("Erbij" in na, thema.name in na, "Kringloop" in na) == (True, False, True)


@pytest.mark.django_db(transaction=True)
def test_wie_op_een_rij_van_een_ander_wacht_houdt_de_stand_niet_vast() -> None:
    """A foreign key is checked at the end too: before the stand is raised, and not after."""
    regio, masterclass = maak_regio(), maak_masterclass()

    def hang_eraan() -> None:
        try:
            masterclass.regios.add(regio)
        finally:
            connection.close()

    draad = threading.Thread(target=hang_eraan)
    with transaction.atomic():
        type(regio).objects.select_for_update().get(pk=regio.pk)
        draad.start()
        tot_iemand_wacht()
        with ander() as derde:
            derde.execute("SET lock_timeout = '1s'")
            derde.execute("UPDATE innovaties_thema SET name = name")
    draad.join()

    assert masterclass.regios.get() == regio


def alles_wat_bewaard_wordt() -> list[Any]:
    """Of each thing that a worker keeps in its memory what can be compared."""
    return [
        ligt_in(),
        namen()["thema"],
        len(BESCHRIJVINGEN.index().nieuwste),
        set(BESCHRIJVINGEN.namen().woorden),
        set(woordenschat()),
        set(gids().titels.innovaties),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("warm", [True, False])
def test_wat_een_transactie_las_die_terugdraait_blijft_nergens_bewaard(*, warm: bool) -> None:
    """It sees what it changed itself, and who comes after it does not."""
    eerst = alles_wat_bewaard_wordt() if warm else []

    with transaction.atomic():
        maak_regio("zuid-limburg").provincies.set([maak_regio("limburg")])
        maak_thema("kringloop")
        maak_gepubliceerd(titel="Waterrad")
        eigen = alles_wat_bewaard_wordt()
        transaction.set_rollback(True)
    na = alles_wat_bewaard_wordt()
    maak_thema("erbij").delete()

    assert all(een != ander for een, ander in zip(eigen, na, strict=True))
    assert na == alles_wat_bewaard_wordt()
    assert not warm or eerst == na


@pytest.mark.django_db(transaction=True)
def test_een_savepoint_dat_terugdraait_neemt_alleen_zijn_eigen_verhoging_mee() -> None:
    maak_thema("eerst")
    voor = stand()
    with transaction.atomic():
        maak_thema("blijft")
        with transaction.atomic():
            maak_gepubliceerd()
            transaction.set_rollback(True)
    tussen = stand()
    with transaction.atomic():
        with transaction.atomic():
            maak_thema("weg")
            transaction.set_rollback(True)
        maak_thema("ook")

    assert (tussen.nummer, tussen.documenten) == (voor.nummer + 1, voor.documenten)
    assert stand().nummer == tussen.nummer + 1
