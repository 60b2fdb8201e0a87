"""Who would rather take part otherwise keeps their seat while they stand in that line."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from basis.fouten import RuleViolation
from masterclasses.actions.aanmelden import bevestig, meld_aan, trek_in, wijzig
from masterclasses.keuzelijsten import Aanmeldstatus
from masterclasses.models import Aanmelding
from post.models import Bericht
from tests.maak import maak_aanmelding, maak_masterclass, nieuwe_aanmelding

pytestmark = pytest.mark.django_db


def kies(aanmelding: Aanmelding, wijze: str) -> Aanmelding:
    return wijzig(aanmelding=aanmelding, waarden={"wijze": wijze}, antwoorden={}, behoefte="")


def stand(aanmelding: Aanmelding) -> tuple[str, str, str]:
    aanmelding.refresh_from_db()
    return aanmelding.status, aanmelding.wijze, aanmelding.liever


def test_wie_liever_anders_meedoet_houdt_de_plek_en_wisselt_als_er_een_vrijkomt() -> None:
    masterclass = maak_masterclass(zaal=1, online=1)
    zaal = maak_aanmelding(masterclass)
    online = maak_aanmelding(masterclass, wijze="online")
    wacht = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST, wijze="online")

    plaats = kies(online, "zaal").plaats_in_rij
    eerst = stand(online)
    trek_in(aanmelding=zaal)

    assert (eerst, plaats) == (("bevestigd", "online", "zaal"), 1)
    assert stand(online) == ("bevestigd", "zaal", "")
    assert stand(wacht) == ("aangeboden", "online", "")
    assert Bericht.objects.filter(sleutel__startswith=f"aanmelding-{online.pk}-anders").exists()


def test_wie_eerder_wachtte_gaat_voor_en_wie_nieuw_komt_niet() -> None:
    masterclass = maak_masterclass(zaal=1, online=1)
    zaal = maak_aanmelding(masterclass)
    online = maak_aanmelding(masterclass, wijze="online")
    kies(online, "zaal")

    nieuw = bevestig(aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(masterclass)))
    plaats = nieuw.plaats_in_rij
    trek_in(aanmelding=zaal)

    assert plaats == 2
    assert stand(online) == ("bevestigd", "zaal", "")
    assert stand(nieuw) == ("wachtlijst", "zaal", "")


def test_twee_die_willen_ruilen_ruilen_als_er_een_plek_bij_komt() -> None:
    masterclass = maak_masterclass(zaal=1, online=2)
    zaal = maak_aanmelding(masterclass)
    online, weg = (maak_aanmelding(masterclass, wijze="online") for _ in range(2))
    kies(zaal, "online")
    kies(online, "zaal")

    trek_in(aanmelding=weg)

    assert stand(zaal) == ("bevestigd", "online", "")
    assert stand(online) == ("bevestigd", "zaal", "")


def test_wie_de_eigen_manier_weer_kiest_of_afmeldt_staat_in_geen_rij_meer() -> None:
    masterclass = maak_masterclass(zaal=1, online=2)
    maak_aanmelding(masterclass)
    een, twee = (maak_aanmelding(masterclass, wijze="online") for _ in range(2))
    kies(een, "zaal")
    kies(twee, "zaal")

    kies(een, "online")
    trek_in(aanmelding=twee)

    assert stand(een) == ("bevestigd", "online", "")
    assert stand(twee) == ("ingetrokken", "online", "")
    assert not masterclass.aanmeldingen.in_rij("zaal").exists()


def test_wie_geen_vaste_plek_heeft_komt_niet_in_een_tweede_rij() -> None:
    masterclass = maak_masterclass(zaal=1, online=1)
    maak_aanmelding(masterclass)
    aangeboden = maak_aanmelding(masterclass, wijze="online", status=Aanmeldstatus.AANGEBODEN)

    with pytest.raises(RuleViolation, match="geen plek vrij"):
        kies(aangeboden, "zaal")
    with pytest.raises(IntegrityError, match="liever_met_plek"), transaction.atomic():
        Aanmelding.objects.filter(pk=aangeboden.pk).update(liever="zaal", liever_op=timezone.now())
