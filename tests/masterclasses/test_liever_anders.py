"""Who would rather take part otherwise keeps their seat while they stand in that line."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis.fouten import RuleViolation
from masterclasses.actions.aanmelden import bevestig, meld_aan, trek_in, wijzig
from masterclasses.keuzelijsten import Aanmeldstatus
from masterclasses.links import persoonlijk
from masterclasses.models import Aanmelding
from post.models import Bericht
from tests.maak import maak_aanmelding, maak_masterclass, nieuwe_aanmelding, over

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


def test_wie_wacht_neemt_een_vrije_plek_op_de_andere_manier() -> None:
    masterclass = maak_masterclass(zaal=1, online=1)
    maak_aanmelding(masterclass)
    wacht = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)

    kies(wacht, "online")

    assert stand(wacht) == ("bevestigd", "online", "")
    assert masterclass.online_adres in Bericht.objects.get(aan=wacht.email).tekst


def test_in_de_laatste_twee_uur_neemt_wie_liever_anders_meedoet_zelf_de_vrije_plek(
    client: Client,
) -> None:
    masterclass = maak_masterclass(zaal=1, online=2, begin=over(1.5 / 24))
    zaal = maak_aanmelding(masterclass)
    een, twee = (
        maak_aanmelding(masterclass, wijze="online", liever="zaal", liever_op=timezone.now())
        for _ in range(2)
    )
    trek_in(aanmelding=zaal)
    bladen = [urlsplit(persoonlijk(wie)).path for wie in (een, twee)]

    formulier = client.get(f"{masterclass.get_absolute_url()}aanmelden/").text
    knop = client.get(bladen[0]).text
    antwoorden = [client.post(blad, {"stap": "wisselen"}) for blad in bladen]
    daarna = client.get(bladen[1]).text

    assert "binnen twee uur" in formulier
    assert "bieden wij die aan u aan" not in formulier
    assert "Ja, ik neem die plek" in knop
    assert [antwoord.status_code for antwoord in antwoorden] == [302, 409]
    assert stand(een) == ("bevestigd", "zaal", "")
    assert stand(twee) == ("bevestigd", "online", "zaal")
    assert "voor wie haar het eerst neemt" in " ".join(daarna.split())


def test_na_het_begin_neemt_niemand_nog_een_vrije_plek(client: Client) -> None:
    masterclass = maak_masterclass(zaal=2, online=1, begin=over(-0.1))
    wacht = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)
    liever = maak_aanmelding(masterclass, wijze="online", liever="zaal", liever_op=timezone.now())
    bladen = {wie: urlsplit(persoonlijk(wie)).path for wie in (wacht, liever)}

    teksten = [client.get(blad).text for blad in bladen.values()]
    antwoorden = [
        client.post(bladen[wie], {"stap": stap})
        for wie, stap in ((wacht, "bevestigen"), (liever, "wisselen"))
    ]

    assert not any('name="stap"' in tekst for tekst in teksten)
    assert "U doet liever" not in teksten[1]
    assert [antwoord.status_code for antwoord in antwoorden] == [409, 409]
    assert all("al begonnen" in antwoord.text for antwoord in antwoorden)
    assert stand(wacht) == ("wachtlijst", "zaal", "")
    assert stand(liever) == ("bevestigd", "online", "zaal")


def test_wie_een_plek_heeft_telt_niet_op_de_wachtlijst(client: Client) -> None:
    masterclass = maak_masterclass(zaal=1, online=1)
    maak_aanmelding(masterclass)
    kies(maak_aanmelding(masterclass, wijze="online"), "zaal")
    maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)
    client.force_login(masterclass.organisator)

    pagina = client.get(reverse("masterclasses:deelnemers", args=[masterclass.slug]))

    assert pagina.context["wachtend"] == 1


def test_wie_geen_vaste_plek_heeft_komt_niet_in_een_tweede_rij(client: Client) -> None:
    masterclass = maak_masterclass(zaal=1, online=1)
    maak_aanmelding(masterclass)
    aangeboden = maak_aanmelding(masterclass, wijze="online", status=Aanmeldstatus.AANGEBODEN)

    formulier = client.get(urlsplit(persoonlijk(aangeboden, "wijzigen")).path).text

    assert "Op locatie: vol" in formulier
    assert "u komt op de wachtlijst" not in formulier
    with pytest.raises(RuleViolation, match="geen plek vrij"):
        kies(aangeboden, "zaal")
    with pytest.raises(IntegrityError, match="liever_met_plek"), transaction.atomic():
        Aanmelding.objects.filter(pk=aangeboden.pk).update(liever="zaal", liever_op=timezone.now())
