"""The steps with a masterclass: announce, move, call off, copy, invite; and its page."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis.fouten import RuleViolation
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from masterclasses.actions.aankondigen import (
    gelast_af,
    kondig_aan,
    nodig_uit,
    verplaats,
    verwijder,
)
from masterclasses.actions.organiseren import kopieer
from masterclasses.keuzelijsten import BEZET, LOPEND, Aanmeldstatus, Masterclassfase
from masterclasses.models import (
    Behoefte,
    Inschrijfvraag,
    Masterclass,
    Programmadeel,
    Spreker,
    Uitnodiging,
)
from post.models import Bericht
from tests.maak import (
    maak_aanmelding,
    maak_gebruiker,
    maak_masterclass,
    maak_regio,
    om_tien,
    over,
)
from tests.tegelijk import tegelijk
from vinden.models import Wegwijzer

pytestmark = pytest.mark.django_db


def organisator() -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"])


def verzet(masterclass: Masterclass, **anders: Any) -> Masterclass:
    """Move `masterclass` to a week later, or as `anders` says."""
    begin = anders.pop("begin", masterclass.begin + timedelta(days=7))
    standaard = {
        "begin": begin,
        "einde": begin + timedelta(hours=5),
        "locatie": masterclass.locatie,
        "adres": masterclass.adres,
        "online_adres": masterclass.online_adres,
        "toelichting": "De zaal was dubbel bezet.",
        "door": masterclass.organisator,
    }
    return verplaats(masterclass=masterclass, **{**standaard, **anders})


def stuur(client: Client, masterclass: Masterclass, route: str, *args: str, **data: Any) -> Any:
    client.force_login(masterclass.organisator)
    adres = reverse(f"masterclasses:{route}", args=[masterclass.slug, *args])
    return client.post(adres, data)


def onderwerpen() -> list[str]:
    return [
        onderwerp.split(":")[0] for onderwerp in Bericht.objects.values_list("onderwerp", flat=True)
    ]


# --- announcing ---


def test_aankondigen_maakt_zichtbaar_en_vindbaar() -> None:
    masterclass = maak_masterclass(fase=Masterclassfase.CONCEPT)

    for _ in range(2):
        kondig_aan(masterclass=masterclass, door=masterclass.organisator)

    masterclass.refresh_from_db()
    assert (masterclass.fase, masterclass.aangekondigd_door) == (
        Masterclassfase.AANGEKONDIGD,
        masterclass.organisator,
    )
    assert Wegwijzer.objects.get().adres == masterclass.get_absolute_url()
    assert Logregel.objects.over(masterclass).filter(wat="aangekondigd").count() == 1


def test_wat_ontbreekt_staat_er_met_een_link_naar_het_veld(client: Client) -> None:
    masterclass = maak_masterclass(
        fase=Masterclassfase.CONCEPT, samenvatting="", publiek=[], adres="", begin=om_tien(-1)
    )
    Programmadeel.objects.all().delete()

    antwoord = stuur(client, masterclass, "stap", "aankondigen")

    tekst = antwoord.content.decode()
    adres = reverse("masterclasses:bewerken", args=[masterclass.slug])
    plaatsen = ("id_dag", "id_samenvatting", "veld-publiek", "id_adres", "veld-programma")
    assert all(f'href="{adres}#{plaats}"' in tekst for plaats in plaatsen)
    assert "id_zaal" not in tekst
    masterclass.refresh_from_db()
    assert masterclass.fase == Masterclassfase.CONCEPT
    with pytest.raises(RuleViolation, match="een samenvatting"):
        kondig_aan(masterclass=masterclass, door=masterclass.organisator)


# --- moving ---


def test_verplaatsen_mailt_ieder_een_keer_en_verschuift_de_agenda() -> None:
    masterclass = maak_masterclass(zaal=2)
    komt = maak_aanmelding(masterclass)
    vast = maak_aanmelding(masterclass, status=Aanmeldstatus.TE_BEVESTIGEN)
    wacht = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)
    maak_aanmelding(masterclass, status=Aanmeldstatus.INGETROKKEN)
    begin = masterclass.begin + timedelta(days=7)

    for _ in range(2):
        verzet(masterclass, begin=begin, locatie="Het Dorpshuis")

    masterclass.refresh_from_db()
    assert (masterclass.begin, masterclass.locatie, masterclass.volgnummer) == (
        begin,
        "Het Dorpshuis",
        1,
    )
    mails = Bericht.objects.all()
    assert sorted(mail.aan for mail in mails) == sorted(a.email for a in (komt, vast, wacht))
    mail = mails.get(aan=komt.email)
    assert f"Waar: De Plek, {masterclass.adres}\n\nHet wordt" in mail.tekst
    assert f"Waar: Het Dorpshuis, {masterclass.adres}\n\n" in mail.tekst
    assert "dubbel bezet" in mail.tekst
    assert "SEQUENCE:1" in mail.agenda
    assert not mails.get(aan=wacht.email).agenda
    regel = Logregel.objects.over(masterclass).get()
    assert regel.velden == ["begin", "einde", "locatie"]
    assert "De Plek" in regel.toelichting


def test_later_verplaatsen_biedt_aan_wat_vlak_voor_het_begin_vrijkwam() -> None:
    masterclass = maak_masterclass(zaal=1, begin=over(1 / 24))
    wacht = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)

    verzet(masterclass)

    wacht.refresh_from_db()
    assert wacht.status == Aanmeldstatus.AANGEBODEN


def test_eerder_verplaatsen_houdt_geen_plek_en_geen_aanmelden_na_het_begin() -> None:
    masterclass = maak_masterclass(aanmelden_tot=over(25))
    vast = maak_aanmelding(masterclass, status=Aanmeldstatus.TE_BEVESTIGEN, verloopt=over(1))

    verzet(masterclass, begin=over(0.5))

    masterclass.refresh_from_db()
    vast.refresh_from_db()
    assert masterclass.aanmelden_tot is None
    assert vast.verloopt is not None
    assert vast.verloopt < masterclass.begin


@pytest.mark.parametrize(
    ("anders", "uitleg"),
    [
        ({"begin": om_tien(-1)}, "die nog komt"),
        ({"locatie": ""}, "naam en het adres"),
        ({"begin": om_tien(3)}, "Aanmelden begint dan pas na de masterclass"),
    ],
)
def test_verplaatsen_weigert_wat_niet_kan(anders: dict[str, Any], uitleg: str) -> None:
    masterclass = maak_masterclass(aanmelden_van=over(5))
    maak_aanmelding(masterclass)

    with pytest.raises(RuleViolation, match=uitleg):
        verzet(masterclass, **anders)

    assert not Bericht.objects.exists()


def test_een_concept_of_voorbije_masterclass_is_niet_te_verplaatsen() -> None:
    for masterclass in (
        maak_masterclass(fase=Masterclassfase.CONCEPT),
        maak_masterclass(begin=om_tien(-1)),
    ):
        with pytest.raises(RuleViolation, match=r"niet aangekondigd|al begonnen"):
            verzet(masterclass, begin=om_tien(9))


def test_verplaatsen_zonder_wijziging_zegt_dat(client: Client) -> None:
    masterclass = maak_masterclass(begin=om_tien(9))
    client.force_login(masterclass.organisator)
    adres = reverse("masterclasses:stap", args=[masterclass.slug, "verplaatsen"])
    form = client.get(adres).context["form"]
    data = {vak.html_name: vak.field.widget.format_value(vak.value()) or "" for vak in form}

    antwoord = client.post(adres, data)
    client.post(adres, data | {"adres": "Kerkstraat 2, 1234 AB Ergens"})

    assert "U hebt niets gewijzigd" in antwoord.content.decode()
    masterclass.refresh_from_db()
    assert (masterclass.adres, masterclass.volgnummer) == ("Kerkstraat 2, 1234 AB Ergens", 1)


# --- calling off ---


def test_afgelasten_zegt_iedereen_af_en_maakt_de_plekken_vrij() -> None:
    masterclass = maak_masterclass(zaal=2)
    komt = maak_aanmelding(masterclass)
    maak_aanmelding(masterclass, status=Aanmeldstatus.AANGEBODEN)
    wacht = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)
    Behoefte.objects.create(aanmelding=komt, tekst="Glutenvrij")

    for _ in range(2):
        gelast_af(
            masterclass=masterclass, reden="De spreker is ziek.", door=masterclass.organisator
        )

    masterclass.refresh_from_db()
    assert (masterclass.fase, masterclass.volgnummer) == (Masterclassfase.AFGELAST, 1)
    assert onderwerpen() == ["Gaat niet door"] * 3
    assert "De spreker is ziek." in Bericht.objects.get(aan=komt.email).tekst
    assert "METHOD:CANCEL" in Bericht.objects.get(aan=komt.email).agenda
    assert "STATUS:CANCELLED" in Bericht.objects.get(aan=komt.email).agenda
    assert not Bericht.objects.get(aan=wacht.email).agenda
    assert not masterclass.aanmeldingen.filter(status__in=BEZET).exists()
    assert not masterclass.plekken.exclude(aanmelding=None).exists()
    assert not Behoefte.objects.exists()
    assert Logregel.objects.over(masterclass).get().toelichting == "De spreker is ziek."


def test_afgelasten_vraagt_een_reden_en_kan_niet_achteraf(client: Client) -> None:
    masterclass, voorbij = maak_masterclass(), maak_masterclass(begin=om_tien(-1))

    antwoord = stuur(client, masterclass, "stap", "afgelasten", reden=" ")

    assert "Schrijf waarom" in antwoord.content.decode()
    with pytest.raises(RuleViolation, match="al begonnen"):
        gelast_af(masterclass=voorbij, reden="Te laat.", door=voorbij.organisator)
    masterclass.refresh_from_db()
    assert masterclass.fase == Masterclassfase.AANGEKONDIGD


@pytest.mark.django_db(transaction=True)
def test_twee_die_tegelijk_afgelasten_en_verplaatsen_mailen_niet_dubbel() -> None:
    masterclass = maak_masterclass()
    komt = maak_aanmelding(masterclass)
    door, begin = masterclass.organisator, masterclass.begin + timedelta(days=3)

    tegelijk(*[lambda: verzet(masterclass, begin=begin)] * 2)
    tegelijk(*[lambda: gelast_af(masterclass=masterclass, reden="Ziek.", door=door)] * 2)

    assert onderwerpen().count("Let op, gewijzigd") == 1
    assert onderwerpen().count("Gaat niet door") == 1
    masterclass.refresh_from_db()
    assert (masterclass.volgnummer, masterclass.begin) == (2, begin)
    komt.refresh_from_db()
    assert komt.status == Aanmeldstatus.VERVALLEN


# --- copying and throwing away ---


def test_een_kopie_is_een_concept_twee_maanden_later_op_dezelfde_tijd() -> None:
    begin = om_tien(100)
    masterclass = maak_masterclass(begin=begin, online=5, regios=[maak_regio()])
    Spreker.objects.create(deel=masterclass.programma.get(), functie="Coach")
    Inschrijfvraag.objects.create(masterclass=masterclass, vraag="Wat wilt u leren?")
    maak_aanmelding(masterclass)
    door = organisator()

    kopie = kopieer(masterclass=masterclass, door=door)

    assert (kopie.fase, kopie.organisator, kopie.online_adres) == (
        Masterclassfase.CONCEPT,
        door,
        "",
    )
    assert timezone.localtime(kopie.begin).time() == time(10)
    assert (kopie.begin.month - begin.month) % 12 == 2
    assert kopie.programma.get().sprekers.get().functie == "Coach"
    assert kopie.vragen.get().vraag == "Wat wilt u leren?"
    assert (kopie.plekken.count(), kopie.regios.count(), kopie.aanmeldingen.count()) == (25, 1, 0)
    assert (masterclass.programma.count(), masterclass.vragen.count()) == (1, 1)


def test_een_kopie_van_lang_geleden_ligt_in_de_toekomst() -> None:
    masterclass = maak_masterclass(begin=om_tien(-3000))

    kopie = kopieer(masterclass=masterclass, door=masterclass.organisator)

    assert over(50) < kopie.begin < over(64)


def test_alleen_een_concept_kan_weg(client: Client) -> None:
    concept, zichtbaar = maak_masterclass(fase=Masterclassfase.CONCEPT), maak_masterclass()

    stuur(client, concept, "stap", "verwijderen")
    verwijder(masterclass=concept, door=concept.organisator)
    geweigerd = stuur(client, zichtbaar, "stap", "verwijderen")

    assert list(Masterclass.objects.all()) == [zichtbaar]
    assert geweigerd.headers["Location"] == reverse("masterclasses:beheer", args=[zichtbaar.slug])
    with pytest.raises(RuleViolation, match="Alleen een concept"):
        verwijder(masterclass=zichtbaar, door=zichtbaar.organisator)


@pytest.mark.parametrize("stap", ["aankondigen", "verplaatsen", "afgelasten", "kopieren"])
def test_een_stap_bekijken_verandert_niets(client: Client, stap: str) -> None:
    masterclass = maak_masterclass(
        fase=Masterclassfase.CONCEPT if stap == "aankondigen" else Masterclassfase.AANGEKONDIGD
    )
    maak_aanmelding(masterclass)
    client.force_login(masterclass.organisator)

    antwoord = client.get(reverse("masterclasses:stap", args=[masterclass.slug, stap]))

    assert antwoord.status_code == 200
    assert not Logregel.objects.exists()
    assert not Bericht.objects.exists()
    assert Masterclass.objects.get().fase == masterclass.fase


@pytest.mark.parametrize(
    ("aantal", "zin"),
    [
        (0, "Er is nog niemand aangemeld. Er gaat dus geen mail uit."),
        (1, "1 persoon krijgt een mail met"),
        (2, "2 mensen krijgen een mail met"),
    ],
)
def test_de_pagina_van_een_stap_zegt_hoeveel_mensen_een_mail_krijgen(
    client: Client, aantal: int, zin: str
) -> None:
    masterclass = maak_masterclass()
    for _ in range(aantal):
        maak_aanmelding(masterclass)
    client.force_login(masterclass.organisator)

    for stap in ("verplaatsen", "afgelasten"):
        pagina = client.get(reverse("masterclasses:stap", args=[masterclass.slug, stap])).text

        assert zin in pagina


def test_aankondigen_en_verplaatsen_zeggen_tot_wanneer_aanmelden_kan(client: Client) -> None:
    begin = datetime(2099, 5, 6, 13, tzinfo=timezone.get_default_timezone())
    tijden: dict[str, Any] = {
        "begin": begin,
        "einde": begin + timedelta(hours=2),
        "aanmelden_tot": begin - timedelta(days=1, hours=1),
    }
    concept = maak_masterclass(
        fase=Masterclassfase.CONCEPT, aanmelden_van=begin - timedelta(days=9), slug="klad", **tijden
    )
    zichtbaar = maak_masterclass(organisator=concept.organisator, **tijden)
    client.force_login(concept.organisator)

    aankondigen, verplaatsen = (
        client.get(reverse("masterclasses:stap", args=[een.slug, stap])).text
        for een, stap in ((concept, "aankondigen"), (zichtbaar, "verplaatsen"))
    )

    assert "Aanmelden kan vanaf 27 april 2099, 13.00 uur, tot 5 mei 2099, 12.00 uur." in aankondigen
    assert '<strong class="breekbaar">/masterclasses/klad/</strong>. De dag' in aankondigen
    assert "<br>woensdag 6 mei 2099, 13.00 tot 15.00 uur</p>" in verplaatsen
    assert "Aanmelden kan tot 5 mei 2099, 12.00 uur. Komt de" in verplaatsen


# --- inviting ---


def test_uitnodigen_mailt_wie_nog_niet_bekend_is(client: Client) -> None:
    masterclass = maak_masterclass()
    komt = maak_aanmelding(masterclass)
    adressen = (
        f"Een@Example.nl, twee@example.nl;een@example.nl\r\nPiet <piet@example.nl>\r\n{komt.email}"
    )

    for _ in range(2):
        stuur(client, masterclass, "uitnodigen", adressen=adressen, tekst="Komt u ook?")

    nieuw = ["een@example.nl", "twee@example.nl", "piet@example.nl"]
    assert list(Uitnodiging.objects.values_list("email", flat=True)) == nieuw
    assert sorted(Bericht.objects.values_list("aan", flat=True)) == sorted(nieuw)
    assert "Komt u ook?" in Bericht.objects.get(aan="een@example.nl").tekst
    pagina = client.get(reverse("masterclasses:uitnodigen", args=[masterclass.slug]))
    assert f"Overgeslagen, want al uitgenodigd of aangemeld: {nieuw[0]}" in pagina.content.decode()


def test_een_fout_adres_wordt_genoemd_en_niemand_krijgt_mail(client: Client) -> None:
    masterclass = maak_masterclass()

    antwoord = stuur(client, masterclass, "uitnodigen", adressen="goed@example.nl\nfout@", tekst="")

    tekst = antwoord.content.decode()
    assert "Verbeter eerst: ‘fout@’" in tekst
    assert "goed@example.nl\nfout@</textarea>" in tekst
    assert not Uitnodiging.objects.exists()
    assert not Bericht.objects.exists()


def test_uitnodigen_telt_wie_zich_ermee_aanmeldde(client: Client) -> None:
    masterclass = maak_masterclass()
    door = masterclass.organisator
    nodig_uit(
        masterclass=masterclass, adressen=["a@example.nl", "b@example.nl"], tekst="", door=door
    )
    maak_aanmelding(masterclass, email="a@example.nl", uitgenodigd=True)
    client.force_login(door)

    pagina = client.get(reverse("masterclasses:uitnodigen", args=[masterclass.slug]))

    assert "2 uitgenodigd, 1 aangemeld" in pagina.content.decode()
    assert [aangemeld for _, aangemeld in pagina.context["uitnodigingen"]] == [True, False]


def test_voor_een_concept_gaat_geen_uitnodiging_uit() -> None:
    masterclass = maak_masterclass(fase=Masterclassfase.CONCEPT)

    with pytest.raises(RuleViolation, match="niet aangekondigd"):
        nodig_uit(
            masterclass=masterclass,
            adressen=["a@example.nl"],
            tekst="",
            door=masterclass.organisator,
        )


# --- the page of one ---


@pytest.mark.parametrize(
    ("velden", "knop"),
    [
        pytest.param({"fase": Masterclassfase.CONCEPT}, "Aankondigen", id="compleet-concept"),
        pytest.param(
            {"fase": Masterclassfase.CONCEPT, "publiek": []}, "Verder invullen", id="concept"
        ),
        pytest.param({}, "Bekijk de deelnemers", id="komend"),
        pytest.param({"begin": om_tien(-2)}, "Schrijf het verslag", id="voorbij"),
    ],
)
def test_de_eerste_knop_is_wat_nu_het_meest_voor_de_hand_ligt(
    client: Client, velden: dict[str, Any], knop: str
) -> None:
    masterclass = maak_masterclass(**velden)
    client.force_login(masterclass.organisator)

    antwoord = client.get(reverse("masterclasses:beheer", args=[masterclass.slug]))

    assert antwoord.context["knop"].tekst == knop
    assert client.get(antwoord.context["knop_adres"]).status_code == 200


def test_de_pagina_telt_wie_komt_en_wie_wacht(client: Client) -> None:
    masterclass = maak_masterclass(zaal=3, online=1)
    for status in (*LOPEND, Aanmeldstatus.INGETROKKEN):
        maak_aanmelding(masterclass, status=status)
    maak_aanmelding(masterclass, status=Aanmeldstatus.TE_BEVESTIGEN, plek=None)
    verzet(masterclass)
    client.force_login(masterclass.organisator)

    antwoord = client.get(reverse("masterclasses:beheer", args=[masterclass.slug]))

    tekst = antwoord.content.decode()
    assert "<strong>3 van 3</strong> bezet" in tekst
    assert "1 bevestigd, 2 vastgehouden, 1 op de wachtlijst" in tekst
    assert "<strong>0 van 1</strong> bezet" in tekst
    assert "1 aanmelding wacht op goedkeuring" in tekst
    assert "wijzigde de tijd of de plaats: begin, einde." in tekst
    assert antwoord.context["knop"].tekst == "Beoordeel de aanmeldingen"
