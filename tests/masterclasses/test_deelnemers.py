"""The organiser's side: admitting, signing off, searching, writing to participants, results."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from masterclasses.actions.aanmelden import bevestig, meld_aan
from masterclasses.actions.deelnemers import (
    Ontvangersgroep,
    laat_toe,
    laatste_bericht,
    meld_af,
    stuur_bericht,
    wijs_af,
)
from masterclasses.keuzelijsten import Aanmeldstatus, Toelating, Wijze
from masterclasses.models import Aanmelding, Behoefte, Evaluatie, Masterclass
from post.models import Bericht
from tests.maak import (
    maak_aanmelding,
    maak_gebruiker,
    maak_masterclass,
    nieuwe_aanmelding,
    om_tien,
    over,
)

pytestmark = pytest.mark.django_db


def te_beoordelen(masterclass: Masterclass, **velden: Any) -> Aanmelding:
    """Somebody outside the audience, who confirmed their address."""
    standaard = {"status": Aanmeldstatus.TE_BEOORDELEN, "bevestigd_op": timezone.now()}
    return maak_aanmelding(masterclass, **{**standaard, **velden})


def ingelogd(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def adres(masterclass: Masterclass, pagina: str = "deelnemers") -> str:
    return reverse(f"masterclasses:{pagina}", args=[masterclass.slug])


def onderwerpen() -> list[str]:
    return [bericht.onderwerp.split(":")[0] for bericht in Bericht.objects.order_by("pk")]


def test_wie_wordt_toegelaten_krijgt_de_vrije_plek_en_een_agenda() -> None:
    masterclass = maak_masterclass(zaal=1, toelating=Toelating.GOEDKEURING)
    aanmelding = meld_aan(aanmelding=nieuwe_aanmelding(masterclass, rol="bestuurder"))
    bevestig(aanmelding=aanmelding)

    toegelaten = laat_toe(aanmelding=aanmelding, door=masterclass.organisator)
    nog_eens = laat_toe(aanmelding=aanmelding, door=masterclass.organisator)

    assert (toegelaten.status, nog_eens.status) == (
        Aanmeldstatus.BEVESTIGD,
        Aanmeldstatus.BEVESTIGD,
    )
    assert toegelaten.plek_id is not None
    bericht = Bericht.objects.get(onderwerp__startswith="U komt naar")
    assert "METHOD:REQUEST" in bericht.agenda
    regel = Logregel.objects.over(masterclass).get(wat="toegelaten")
    assert aanmelding.naam not in regel.toelichting + regel.wie


def test_wie_wordt_toegelaten_wacht_als_alles_bezet_is_of_anderen_wachten() -> None:
    masterclass = maak_masterclass(zaal=2)
    maak_aanmelding(masterclass)
    maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)

    toegelaten = laat_toe(aanmelding=te_beoordelen(masterclass), door=masterclass.organisator)

    assert (toegelaten.status, toegelaten.plaats_in_rij) == (Aanmeldstatus.WACHTLIJST, 2)
    assert onderwerpen() == ["U staat op de wachtlijst"]


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        (
            {"status": Aanmeldstatus.TE_BEOORDELEN, "bevestigd_op": None},
            "bevestigde het e-mailadres",
        ),
        ({"status": Aanmeldstatus.INGETROKKEN}, "wacht niet meer op goedkeuring"),
        ({"status": Aanmeldstatus.TE_BEVESTIGEN}, "wacht niet meer op goedkeuring"),
    ],
)
def test_alleen_wie_op_goedkeuring_wacht_wordt_toegelaten_of_niet(
    velden: dict[str, Any], reden: str
) -> None:
    aanmelding = maak_aanmelding(**velden)
    door = aanmelding.masterclass.organisator

    with pytest.raises(RuleViolation, match=reden):
        laat_toe(aanmelding=aanmelding, door=door)
    with pytest.raises(RuleViolation, match=reden):
        wijs_af(aanmelding=aanmelding, door=door)

    assert onderwerpen() == []


def test_na_het_begin_wordt_niemand_meer_toegelaten() -> None:
    aanmelding = te_beoordelen(maak_masterclass(begin=over(-0.1)))

    with pytest.raises(RuleViolation, match="al begonnen"):
        laat_toe(aanmelding=aanmelding, door=aanmelding.masterclass.organisator)


def test_wie_niet_wordt_toegelaten_leest_waarom_en_hoort_het_eenmaal() -> None:
    aanmelding = te_beoordelen(maak_masterclass())
    Behoefte.objects.create(aanmelding=aanmelding, tekst="Geen noten")
    door = aanmelding.masterclass.organisator

    for _ in range(2):
        wijs_af(aanmelding=aanmelding, door=door, toelichting="Deze dag is voor begeleiders.")

    aanmelding.refresh_from_db()
    assert aanmelding.status == Aanmeldstatus.AFGEWEZEN
    assert not Behoefte.objects.exists()
    assert "Deze dag is voor begeleiders." in Bericht.objects.get().tekst


def test_wie_afbelt_wordt_afgemeld_en_de_plek_gaat_naar_de_volgende() -> None:
    masterclass = maak_masterclass(zaal=1)
    komt = maak_aanmelding(masterclass)
    wacht = maak_aanmelding(
        masterclass, status=Aanmeldstatus.WACHTLIJST, bevestigd_op=timezone.now()
    )

    for _ in range(2):
        meld_af(aanmelding=komt, door=masterclass.organisator)

    komt.refresh_from_db()
    wacht.refresh_from_db()
    assert (komt.status, wacht.status) == (Aanmeldstatus.INGETROKKEN, Aanmeldstatus.AANGEBODEN)
    assert onderwerpen() == ["U bent afgemeld", "Er is een plek vrij"]
    assert Logregel.objects.over(masterclass).filter(wat="deelnemer afgemeld").count() == 1


def test_alleen_wie_organiseert_beslist_over_deelnemers() -> None:
    aanmelding = te_beoordelen(maak_masterclass())
    projectleider = maak_gebruiker(rollen=["projectleider"])

    for stap in (laat_toe, wijs_af, meld_af):
        with pytest.raises(Verboden):
            stap(aanmelding=aanmelding, door=projectleider)

    antwoord = ingelogd(projectleider).post(
        reverse("masterclasses:beslis", args=[aanmelding.pk]), {"stap": "toelaten"}
    )
    assert antwoord.status_code == 403
    aanmelding.refresh_from_db()
    assert aanmelding.status == Aanmeldstatus.TE_BEOORDELEN


def test_de_knoppen_op_de_lijst_laten_toe_en_wijzen_af() -> None:
    masterclass = maak_masterclass()
    een, twee = te_beoordelen(masterclass), te_beoordelen(masterclass, naam="Kim de Wit")
    client = ingelogd(masterclass.organisator)

    lijst = client.get(adres(masterclass)).content.decode()
    client.post(reverse("masterclasses:beslis", args=[een.pk]), {"stap": "toelaten"})
    antwoord = client.post(
        reverse("masterclasses:beslis", args=[twee.pk]),
        {"stap": "afwijzen", "toelichting": "Volgende keer."},
        follow=True,
    )

    assert lijst.index("Laat u deze mensen toe?") < lijst.index("Kim de Wit")
    assert "Kim de Wit is niet toegelaten en krijgt een mail." in antwoord.content.decode()
    assert list(Aanmelding.objects.order_by("pk").values_list("status", flat=True)) == [
        Aanmeldstatus.BEVESTIGD,
        Aanmeldstatus.AFGEWEZEN,
    ]


def test_een_te_lange_toelichting_wijst_niemand_af() -> None:
    aanmelding = te_beoordelen(maak_masterclass())
    client = ingelogd(aanmelding.masterclass.organisator)

    antwoord = client.post(
        reverse("masterclasses:beslis", args=[aanmelding.pk]),
        {"stap": "afwijzen", "toelichting": "x" * 301},
    )

    assert "veld__fout" in antwoord.content.decode()
    aanmelding.refresh_from_db()
    assert aanmelding.status == Aanmeldstatus.TE_BEOORDELEN


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ("q=zoe", {"Zoë Jansen"}),
        ("q=assen", {"Zoë Jansen", "Bo Vis"}),
        ("q=bo+ASSEN", {"Bo Vis"}),
        ("q=wacht%40example", {"Wim Wacht"}),
        ("stapel=wachtlijst", {"Wim Wacht"}),
        ("wijze=online", {"Bo Vis"}),
        ("q=%25", set()),
        ("stapel=onzin", {"Zoë Jansen", "Bo Vis", "Wim Wacht"}),
    ],
)
def test_zoeken_vindt_naam_organisatie_en_adres(vraag: str, gevonden: set[str]) -> None:
    masterclass = maak_masterclass(online=1)
    maak_aanmelding(masterclass, naam="Zoë Jansen", organisatie="Gemeente Assen")
    maak_aanmelding(masterclass, naam="Bo Vis", organisatie="Assen", wijze=Wijze.ONLINE)
    maak_aanmelding(
        masterclass, naam="Wim Wacht", email="wacht@example.nl", status=Aanmeldstatus.WACHTLIJST
    )

    pagina = ingelogd(masterclass.organisator).get(f"{adres(masterclass)}?{vraag}")

    namen = {"Zoë Jansen", "Bo Vis", "Wim Wacht"}
    assert {naam for naam in namen if naam in pagina.content.decode()} == gevonden


def test_de_plaats_in_de_rij_blijft_bij_zoeken_de_echte() -> None:
    masterclass = maak_masterclass(zaal=0)
    for naam in ("Eerste", "Tweede", "Derde"):
        maak_aanmelding(masterclass, naam=naam, status=Aanmeldstatus.WACHTLIJST)

    pagina = ingelogd(masterclass.organisator).get(f"{adres(masterclass)}?q=derde")

    assert "<strong>Plaats 3</strong>" in pagina.content.decode()


def test_dieet_en_toegang_ziet_alleen_wie_organiseert() -> None:
    masterclass = maak_masterclass()
    Behoefte.objects.create(aanmelding=maak_aanmelding(masterclass), tekst="Een plek bij de deur")

    paginas = [
        ingelogd(gebruiker).get(adres(masterclass)).content.decode()
        for gebruiker in (masterclass.organisator, maak_gebruiker(rollen=["projectleider"]))
    ]

    assert ["Een plek bij de deur" in pagina for pagina in paginas] == [True, False]
    assert "30 dagen na de masterclass" in paginas[0]


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_vraagt_even_veel_met_meer_deelnemers(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    masterclass = maak_masterclass()
    for _ in range(aantal):
        te_beoordelen(masterclass)
        Behoefte.objects.create(aanmelding=maak_aanmelding(masterclass), tekst="Geen noten")
    client = ingelogd(masterclass.organisator)

    with django_assert_num_queries(6):
        antwoord = client.get(adres(masterclass))

    assert antwoord.content.decode().count("Geen noten") == aantal


@pytest.mark.parametrize(
    ("groep", "bereikt"),
    [
        (Ontvangersgroep.PLEK, {"zaal", "online", "aanwezig"}),
        (Ontvangersgroep.ZAAL, {"zaal", "aanwezig"}),
        (Ontvangersgroep.ONLINE, {"online"}),
        (Ontvangersgroep.WACHTLIJST, {"wacht", "aangeboden"}),
        (Ontvangersgroep.AANWEZIG, {"aanwezig"}),
    ],
)
def test_een_bericht_bereikt_elk_van_de_groep_eenmaal(
    groep: Ontvangersgroep, bereikt: set[str]
) -> None:
    masterclass = maak_masterclass(online=1)
    nu = timezone.now()
    er = {"aanwezig_op": nu, "aanwezig_door": masterclass.organisator}
    rijen: dict[str, dict[str, Any]] = {
        "zaal": {},
        "online": {"wijze": Wijze.ONLINE},
        "aanwezig": er,
        "wacht": {"status": Aanmeldstatus.WACHTLIJST, "bevestigd_op": nu},
        "onbevestigd": {"status": Aanmeldstatus.TE_BEVESTIGEN, "plek": None},
        "aangeboden": {"status": Aanmeldstatus.AANGEBODEN, "bevestigd_op": nu},
        "weg": {"status": Aanmeldstatus.INGETROKKEN, "bevestigd_op": nu},
    }
    for naam, velden in rijen.items():
        maak_aanmelding(masterclass, email=f"{naam}@example.nl", **velden)
    maak_aanmelding(masterclass, naam="", email="")

    aantal = stuur_bericht(
        masterclass=masterclass,
        groep=groep,
        onderwerp="De zaal",
        tekst="Wij zitten boven.",
        vorige=0,
        door=masterclass.organisator,
    )

    aan = [bericht.aan.removesuffix("@example.nl") for bericht in Bericht.objects.all()]
    assert (aantal, sorted(aan)) == (len(bereikt), sorted(bereikt))
    regel = Logregel.objects.over(masterclass).get()
    assert regel.toelichting == f"{groep.label} ({aantal}): De zaal"


def test_een_tweede_klik_stuurt_het_bericht_niet_nog_eens() -> None:
    masterclass = maak_masterclass()
    maak_aanmelding(masterclass)
    client = ingelogd(masterclass.organisator)
    bericht = {"groep": "plek", "onderwerp": "De zaal", "tekst": "Boven.", "vorige": "0"}

    voorbeeld = client.post(adres(masterclass, "bericht"), {**bericht, "stap": "voorbeeld"})
    antwoorden = [
        client.post(adres(masterclass, "bericht"), {**bericht, "stap": "versturen"})
        for _ in range(2)
    ]

    assert "Verstuur aan 1 persoon" in voorbeeld.content.decode()
    assert [antwoord.status_code for antwoord in antwoorden] == [302, 200]
    assert "intussen al een bericht verstuurd" in antwoorden[1].content.decode()
    assert f'name="vorige" value="{laatste_bericht(masterclass)}"' in antwoorden[1].content.decode()
    assert Bericht.objects.count() == 1


def test_een_bericht_aan_niemand_of_zonder_tekst_gaat_niet_weg() -> None:
    masterclass = maak_masterclass()
    maak_aanmelding(masterclass)
    client = ingelogd(masterclass.organisator)
    bericht = {"groep": "plek", "onderwerp": "De zaal", "tekst": "Boven.", "vorige": "0"}

    for fout in ({"groep": "online"}, {"tekst": " "}, {"onderwerp": "x" * 121}, {"groep": "ik"}):
        antwoord = client.post(
            adres(masterclass, "bericht"), {**bericht, **fout, "stap": "versturen"}
        )

        assert "veld__fout" in antwoord.content.decode()
    assert not Bericht.objects.exists()


def test_uitkomsten_staan_er_pas_vanaf_drie_antwoorden() -> None:
    masterclass = maak_masterclass(begin=om_tien(-2))
    client = ingelogd(masterclass.organisator)
    paginas = []

    for cijfer in (6, 8, 10):
        Evaluatie.objects.create(
            masterclass=masterclass, cijfer=cijfer, inhoud=5, meegenomen=f"Ik geef een {cijfer}."
        )
        paginas.append(client.get(adres(masterclass, "evaluaties")).content.decode())

    assert ["Ik geef een 6." in pagina for pagina in paginas] == [False, False, True]
    assert "Er zijn 2 antwoorden. Vanaf 3 antwoorden" in paginas[1]
    assert "<dd>8,0</dd>" in paginas[2]
    assert "Niemand gaf een oordeel." in paginas[2]


def test_elke_pagina_is_alleen_voor_wie_hij_is() -> None:
    masterclass = maak_masterclass()
    aanmelding = maak_aanmelding(
        masterclass, aanwezig_op=timezone.now(), aanwezig_door=masterclass.organisator
    )
    paden = {
        pagina: adres(masterclass, pagina)
        for pagina in (
            *("deelnemers", "evaluaties", "deelnemers_export", "badges", "bewijzen"),
            *("inchecken", "bericht"),
        )
    } | {"beslis": reverse("masterclasses:beslis", args=[aanmelding.pk])}
    clients = {
        rol: ingelogd(maak_gebruiker(rollen=[rol]))
        for rol in ("kennismakelaar", "projectleider", "indiener")
    }

    gekregen = {
        (rol, pagina): client.get(pad).status_code
        for rol, client in {**clients, "bezoeker": Client()}.items()
        for pagina, pad in paden.items()
    }

    kijken = {"deelnemers", "evaluaties", "beslis"}
    assert gekregen == {
        **{("kennismakelaar", pagina): 200 for pagina in paden},
        **{("projectleider", pagina): 200 if pagina in kijken else 403 for pagina in paden},
        **{("indiener", pagina): 403 for pagina in paden},
        **{("bezoeker", pagina): 302 for pagina in paden},
    }


def test_een_verlopen_aanbod_telt_niet_mee_bij_toelaten() -> None:
    masterclass = maak_masterclass(zaal=1)
    maak_aanmelding(
        masterclass, status=Aanmeldstatus.AANGEBODEN, verloopt=timezone.now() - timedelta(minutes=1)
    )

    toegelaten = laat_toe(aanmelding=te_beoordelen(masterclass), door=masterclass.organisator)

    assert toegelaten.status == Aanmeldstatus.BEVESTIGD


NIEUW = {"naam": "Bel Balie", "rol": "professional", "wijze": "zaal", "akkoord": "on"}


def voeg_toe(masterclass: Masterclass, vraag: str = "", **velden: str) -> str:
    """What the page says after the organiser sent the form."""
    client = ingelogd(masterclass.organisator)
    waar = adres(masterclass, "deelnemer_erbij") + vraag
    return client.post(waar, {**NIEUW, **velden}, follow=True).text


def test_wie_belt_krijgt_meteen_een_plek_en_een_mail_met_de_agenda() -> None:
    masterclass = maak_masterclass(zaal=1)

    eerst = voeg_toe(masterclass, email="Bel@Example.nl")
    tweede = voeg_toe(masterclass, email="ander@example.nl")

    aanmelding = masterclass.aanmeldingen.get()
    assert "Bel Balie is toegevoegd." in eerst
    assert "Er is geen plek vrij" in tweede
    assert (aanmelding.status, aanmelding.email) == (Aanmeldstatus.BEVESTIGD, "bel@example.nl")
    assert "heeft u aangemeld" in Bericht.objects.get().tekst
    assert Bericht.objects.get().agenda


def test_wie_zonder_adres_aan_de_deur_staat_is_er_meteen_en_krijgt_geen_mail() -> None:
    masterclass = maak_masterclass(begin=over(-0.01))

    voeg_toe(masterclass, is_er="on")

    aanmelding = masterclass.aanmeldingen.get()
    assert aanmelding.aanwezig_door == masterclass.organisator
    assert not Bericht.objects.exists()


def test_een_collega_neemt_de_plek_over_ook_als_er_mensen_wachten() -> None:
    masterclass = maak_masterclass(zaal=1)
    ander = maak_aanmelding(masterclass)
    wacht = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)

    voeg_toe(masterclass, f"?voor={ander.pk}", email="collega@example.nl")

    nieuw = masterclass.aanmeldingen.get(email="collega@example.nl")
    ander.refresh_from_db()
    wacht.refresh_from_db()
    assert (nieuw.status, ander.status) == (Aanmeldstatus.BEVESTIGD, Aanmeldstatus.INGETROKKEN)
    assert wacht.status == Aanmeldstatus.WACHTLIJST
    assert onderwerpen() == ["U bent afgemeld", "U komt naar de masterclass"]


def test_wie_na_het_begin_wordt_vervangen_krijgt_daar_geen_mail_meer_over() -> None:
    masterclass = maak_masterclass(zaal=1, begin=over(-0.01))
    ander = maak_aanmelding(masterclass)

    voeg_toe(masterclass, f"?voor={ander.pk}", email="collega@example.nl")

    ander.refresh_from_db()
    assert ander.status == Aanmeldstatus.INGETROKKEN
    assert onderwerpen() == []


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"email": "al@example.nl"}, "Dit adres is al aangemeld."),
        ({"wijze": "online"}, "Er is geen plek vrij"),
        ({"akkoord": ""}, "Vraag eerst of dat goed is"),
        ({"naam": ""}, "Vul dit in."),
    ],
)
def test_wie_niet_kan_worden_toegevoegd_komt_er_niet_bij(
    velden: dict[str, str], reden: str
) -> None:
    masterclass = maak_masterclass(zaal=3)
    maak_aanmelding(masterclass, email="al@example.nl")

    assert reden in voeg_toe(masterclass, **velden)
    assert masterclass.aanmeldingen.count() == 1
