"""The page of one version: what it shows to whom, its steps, comments, preview and archive."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Bron, Cijfer
from innovaties.uitvoer.vormen import VAN_BESCHRIJVING
from logboek.models import Logregel
from post.models import Bericht
from redactie.actions.beoordelen import neem_in_beoordeling, publiceer
from redactie.actions.opmerkingen import plaats_opmerking, vraag_meelezer
from redactie.actions.schrijven import dien_in, nieuwe_versie
from redactie.models import Beoordeling, Meelezer, Opmerking
from tests.maak import (
    maak_gebruiker,
    maak_gepubliceerd,
    maak_regio,
    maak_thema,
    maak_trefwoord,
    maak_volledig,
    met_element,
)
from werkplek.eenmalig import VELD

pytestmark = pytest.mark.django_db


def kennismakelaar(naam: str = "Kim") -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"], naam=naam)


def pad(versie: Beschrijving, deel: str = "") -> str:
    return f"/redactie/beschrijving/{versie.pk}/{deel}"


def stap(client: Client, versie: Beschrijving, naam: str, **velden: str) -> Any:
    """Take a step as the button on the page does, without following where it leads."""
    van = {"referer": f"http://testserver{pad(versie)}"}
    return client.post(pad(versie, f"stap/{naam}/"), velden, headers=van)


def in_beoordeling() -> tuple[Beschrijving, Gebruiker]:
    versie, beoordelaar = maak_volledig(titel="Plan"), kennismakelaar("Bo")
    schrijver = versie.gewijzigd_door
    assert schrijver
    dien_in(versie=versie, door=schrijver)
    neem_in_beoordeling(versie=versie, door=beoordelaar)
    return Beschrijving.objects.get(pk=versie.pk), beoordelaar


def test_van_concept_tot_publicatie_met_de_knoppen_die_er_staan(client: Client) -> None:
    schrijver, beoordelaar = kennismakelaar("Saar"), kennismakelaar("Bo")
    versie = maak_volledig(schrijver=schrijver, titel="Plan")

    def neem(wie: Gebruiker, naam: str, gezegd: str, **velden: str) -> None:
        client.force_login(wie)
        assert naam in client.get(pad(versie)).context["stappen"], naam
        antwoord = client.post(pad(versie, f"stap/{naam}/"), velden, follow=True)
        assert gezegd in antwoord.text

    neem(schrijver, "indienen", "Een collega leest")
    neem(schrijver, "terugnemen", "weer een concept")
    neem(schrijver, "indienen", "Een collega leest")
    neem(beoordelaar, "beoordelen", "U beoordeelt deze versie")
    opmerking = plaats_opmerking(versie=versie, onderdeel="kern", tekst="Hoe?", door=beoordelaar)
    neem(beoordelaar, "aanvulling", "De schrijver krijgt een mail")
    neem(schrijver, "indienen", "Een collega leest")
    neem(beoordelaar, "beoordelen", "U beoordeelt deze versie")
    assert "1 opmerking staat nog open" in client.get(pad(versie)).text
    client.post(f"/redactie/opmerking/{opmerking.pk}/oplossen/")
    neem(beoordelaar, "plannen", "wordt vanzelf gepubliceerd", dag="2030-05-04", tijd="09:30")
    neem(beoordelaar, "plan-afzeggen", "gaat niet door")
    neem(beoordelaar, "publiceren", "staat in de kennisbank")

    assert client.get("/innovaties/" + versie.innovatie.slug + "/").status_code == 200
    neem_niet = client.get(pad(versie)).context["stappen"]
    assert neem_niet == {"nieuwe-versie", "bevestigd", "opnieuw-vragen", "gegevens"}


def test_elke_stap_staat_er_alleen_voor_wie_hem_mag_zetten(client: Client) -> None:
    versie, beoordelaar = in_beoordeling()
    verwacht = {
        beoordelaar: {
            *("aanvulling", "publiceren", "plannen", "afwijzen", "toewijzen"),
            *("gegevens", "opmerken", "meelezen"),
        },
        versie.gewijzigd_door: {"gegevens", "opmerken", "meelezen"},
        maak_gebruiker(rollen=["projectleider"]): {"toewijzen", "opmerken"},
    }

    for wie, stappen in verwacht.items():
        assert wie
        client.force_login(wie)
        assert client.get(pad(versie)).context["stappen"] == stappen


def test_toont_alle_velden_ook_wat_alleen_de_redactie_leest(client: Client) -> None:
    versie = maak_volledig(contact_naam="Bureau Berenburg", contact_email="b@example.nl")
    client.force_login(kennismakelaar())

    tekst = client.get(pad(versie)).text

    for deel in ("Bureau Berenburg", "b@example.nl", "Alleen voor de redactie", "Over aanpak."):
        assert deel in tekst


def test_indienen_noemt_wat_ontbreekt_met_een_link_naar_elk_veld(client: Client) -> None:
    schrijver = kennismakelaar()
    versie = maak_volledig(schrijver=schrijver, kern="", partijen=[], tips="")
    client.force_login(schrijver)

    antwoord = stap(client, versie, "indienen")

    velden = {
        "Kern": f"{pad(versie)}schrijven/in-het-kort/#onderdeel-kern",
        "Betrokken partijen": f"{pad(versie)}schrijven/wie-doen-mee/#onderdeel-partijen",
    }
    assert antwoord.status_code == 409
    assert dict(antwoord.context["geweigerd"]) == velden
    assert dict(antwoord.context["voor_indienen"]) == velden
    assert [label for label, _ in antwoord.context["voor_publiceren"]] == ["Tips voor overname"]
    assert Beschrijving.objects.get(pk=versie.pk).status == Status.CONCEPT


@pytest.mark.parametrize("naam", ["indienen", "terugnemen", "beoordelen"])
def test_een_stap_die_voor_een_ander_is_geeft_403_met_de_reden(client: Client, naam: str) -> None:
    versie = maak_volledig()
    client.force_login(maak_gebruiker(rollen=["projectleider"]))

    antwoord = stap(client, versie, naam)

    assert antwoord.status_code == 403
    assert "niet van uw organisatie" in antwoord.text or "Beoordelen doet" in antwoord.text
    assert not Logregel.objects.exists()


def test_wie_meeschreef_publiceert_niet_ook_niet_buiten_de_knoppen_om(client: Client) -> None:
    versie, _ = in_beoordeling()
    assert versie.gewijzigd_door
    client.force_login(versie.gewijzigd_door)

    for naam, velden in [("publiceren", {}), ("afwijzen", {"reden": "Nee."}), ("aanvulling", {})]:
        antwoord = stap(client, versie, naam, **velden)
        assert antwoord.status_code == 403
        assert "U schreef zelf" in antwoord.text


def test_een_vreemde_versie_bestaat_niet_voor_een_indiener(client: Client) -> None:
    versie, beoordelaar = in_beoordeling()
    opmerking = plaats_opmerking(versie=versie, onderdeel="kern", tekst="Hm", door=beoordelaar)
    client.force_login(maak_gebruiker(rollen=["indiener"]))
    slug = versie.innovatie.slug

    archiveren = f"/redactie/innovatie/{slug}/archiveren/"
    for adres in (pad(versie), pad(versie, "voorbeeld/"), archiveren):
        assert client.get(adres).status_code == 404, adres
    for adres in (
        *(pad(versie, deel) for deel in ("stap/publiceren/", "opmerkingen/", "meelezers/")),
        *(f"/redactie/opmerking/{opmerking.pk}/{deel}/" for deel in ("antwoord", "oplossen")),
        f"/redactie/beschrijving/{versie.pk}/nieuwe-versie/",
    ):
        assert client.post(adres, {"tekst": "x", "onderdeel": "kern"}).status_code == 404, adres
    assert client.get(pad(versie, "stap/publiceren/")).status_code == 405


def test_een_onbekende_stap_bestaat_niet(client: Client) -> None:
    client.force_login(kennismakelaar())

    assert stap(client, maak_volledig(), "toveren").status_code == 404


def test_twee_keer_drukken_zet_een_stap_en_klaagt_niet(client: Client) -> None:
    schrijver = kennismakelaar()
    versie = maak_volledig(schrijver=schrijver)
    client.force_login(schrijver)

    for _ in range(2):
        antwoord = client.post(pad(versie, "stap/indienen/"), follow=True)
        assert "Ingediend. Een collega" in antwoord.text

    assert Logregel.objects.filter(wat="ingediend").count() == 1


def test_wie_een_collega_net_voor_zag_gaan_leest_dat_en_niets_gebeurt_dubbel(
    client: Client,
) -> None:
    versie, _ = in_beoordeling()
    client.force_login(kennismakelaar("Te laat"))

    antwoord = stap(client, versie, "beoordelen")
    pagina = client.get(antwoord["Location"])

    assert antwoord["Location"].endswith(pad(versie))
    assert "Misschien was een collega u net voor" in pagina.text
    assert str(Beoordeling.objects.get(versie=versie).beoordelaar) == "Bo"


def test_toewijzen_kan_alleen_aan_wie_niet_meeschreef_en_mailt_een_keer(client: Client) -> None:
    schrijver, collega = kennismakelaar("Saar"), kennismakelaar("Bo")
    versie = maak_volledig(schrijver=schrijver)
    dien_in(versie=versie, door=schrijver)
    leider = maak_gebruiker(rollen=["projectleider"])
    client.force_login(leider)

    keuzes = client.get(pad(versie)).context["formulieren"]["toewijzen"].fields["aan"].queryset
    fout = stap(client, versie, "toewijzen", aan=str(schrijver.pk))
    for _ in range(2):
        stap(client, versie, "toewijzen", aan=str(collega.pk))

    assert list(keuzes) == [collega]
    assert fout.status_code == 422
    assert "Kies een ander" in fout.text
    assert Bericht.objects.filter(aan=collega.email, onderwerp__startswith="Wilt u").count() == 1
    assert Logregel.objects.filter(wat="toegewezen").count() == 1


@pytest.mark.parametrize(
    ("naam", "velden", "status", "tekst"),
    [
        ("afwijzen", {"reden": " "}, 422, "Schrijf waarom u de beschrijving afwijst."),
        ("plannen", {"dag": "gisteren", "tijd": "9"}, 422, "Schrijf een dag als 2026-03-31."),
        ("plannen", {"dag": "2001-01-01", "tijd": "09:00"}, 409, "Kies een moment dat nog komt."),
        ("plannen", {"dag": "2027-03-28", "tijd": "2:30"}, 422, "2.30 uur bestaat die dag niet"),
    ],
)
def test_een_onvolledige_stap_zegt_wat_er_moet_en_houdt_wat_er_stond(
    client: Client, naam: str, velden: dict[str, str], status: int, tekst: str
) -> None:
    versie, beoordelaar = in_beoordeling()
    client.force_login(beoordelaar)

    antwoord = stap(client, versie, naam, **velden)

    assert antwoord.status_code == status
    assert tekst in antwoord.text
    assert 'class="keus" open' in antwoord.text
    assert Beschrijving.objects.get(pk=versie.pk).status == Status.IN_BEOORDELING


def test_wie_na_een_collega_een_stap_zet_leest_waarom_zij_niet_kan(client: Client) -> None:
    versie, beoordelaar = in_beoordeling()
    publiceer(versie=versie, door=beoordelaar)
    client.force_login(kennismakelaar())

    stap(client, versie, "afwijzen", reden="Dubbel.")

    pagina = client.get(pad(versie)).text
    assert "Misschien was een collega u net voor. U schreef: Dubbel." in pagina


def test_afwijzen_sluit_de_versie_en_toont_de_reden(client: Client) -> None:
    versie, beoordelaar = in_beoordeling()
    client.force_login(beoordelaar)

    stap(client, versie, "afwijzen", reden="Dit staat er al.")

    tekst = client.get(pad(versie)).text
    assert "Afgewezen" in tekst
    assert "Dit staat er al." in tekst
    assert "Opmerking plaatsen" not in tekst


def test_opmerkingen_met_antwoord_staan_bij_hun_onderdeel_en_gaan_niet_dubbel(
    client: Client,
) -> None:
    versie, beoordelaar = in_beoordeling()
    client.force_login(beoordelaar)

    vraag = {"onderdeel": "kern", "tekst": "Wat is <b>nieuw</b>?", VELD: uuid4()}
    for _ in range(2):
        antwoord = client.post(pad(versie, "opmerkingen/"), vraag)
    opmerking = Opmerking.objects.get()
    daarop = {"tekst": "Dat is zo.", VELD: uuid4()}
    for _ in range(2):
        client.post(f"/redactie/opmerking/{opmerking.pk}/antwoord/", daarop)

    delen = {
        deel.onderdeel.naam: deel.draden
        for _, delen in client.get(pad(versie)).context["secties"]
        for deel in delen
    }
    (draad,) = delen["kern"]
    assert antwoord["Location"] == f"{pad(versie)}#opmerking-{opmerking.pk}"
    assert [a.tekst for a in draad.antwoorden] == ["Dat is zo."]
    assert "Wat is &lt;b&gt;nieuw&lt;/b&gt;?" in client.get(pad(versie)).text
    assert delen["doel"] == []


@pytest.mark.parametrize(
    ("onderdeel", "tekst", "reden"),
    [
        ("kern", "", "Schrijf eerst uw opmerking."),
        ("kern", "x" * 1001, "Maak uw opmerking korter"),
        ("bestaat-niet", "Hallo", "kent het formaat niet"),
    ],
)
def test_een_geweigerde_opmerking_komt_met_haar_tekst_terug(
    client: Client, onderdeel: str, tekst: str, reden: str
) -> None:
    versie, beoordelaar = in_beoordeling()
    client.force_login(beoordelaar)

    sleutel = str(uuid4())
    antwoord = client.post(
        pad(versie, "opmerkingen/"), {"onderdeel": onderdeel, "tekst": tekst, VELD: sleutel}
    )

    assert antwoord.status_code == 409
    assert reden in antwoord.text
    # That form goes on with its key, and no other form on the page has the same.
    assert antwoord.text.count(sleutel) == (onderdeel == "kern")
    assert antwoord.context["teruggestuurd"].tekst == tekst
    in_plaats = client.post(
        pad(versie, "opmerkingen/"),
        {"onderdeel": onderdeel, "tekst": tekst},
        headers={"HX-Request": "true"},
    )
    assert (in_plaats.status_code, in_plaats["Content-Type"]) == (409, "text/plain; charset=utf-8")
    assert in_plaats.text == antwoord.context["teruggestuurd"].reden
    assert not Opmerking.objects.exists()


def test_een_opmerking_op_wat_net_werd_afgerond_gaat_niet_verloren(client: Client) -> None:
    versie, beoordelaar = in_beoordeling()
    client.force_login(beoordelaar)
    stap(client, versie, "afwijzen", reden="Nee.")

    antwoord = client.post(pad(versie, "opmerkingen/"), {"onderdeel": "kern", "tekst": "Te laat!"})

    assert "Deze versie is afgerond" in antwoord.text
    assert "Te laat!" in antwoord.text


def test_open_opmerkingen_staan_op_volgorde_van_de_tekst(client: Client) -> None:
    versie, beoordelaar = in_beoordeling()
    for onderdeel in ("tips", "kern"):
        plaats_opmerking(versie=versie, onderdeel=onderdeel, tekst="Hm?", door=beoordelaar)
    client.force_login(beoordelaar)

    gevonden = [label for _, label in client.get(pad(versie)).context["open_opmerkingen"]]

    assert gevonden == ["Kern", "Tips voor overname"]


def test_een_ander_lost_een_opmerking_niet_op(client: Client) -> None:
    versie, beoordelaar = in_beoordeling()
    opmerking = plaats_opmerking(versie=versie, onderdeel="kern", tekst="Hm?", door=beoordelaar)
    client.force_login(kennismakelaar())

    antwoord = client.post(f"/redactie/opmerking/{opmerking.pk}/oplossen/")

    assert antwoord.status_code == 403
    assert "als u haar zelf schreef" in antwoord.text


def test_een_meelezer_vragen_mailt_een_link_en_niet_twee_keer(client: Client) -> None:
    versie, beoordelaar = in_beoordeling()
    client.force_login(beoordelaar)
    wie = {"naam": "Fatima", "email": "fatima@example.nl", VELD: uuid4()}

    for _ in range(2):
        client.post(pad(versie, "meelezers/"), wie)
    fout = client.post(pad(versie, "meelezers/"), wie | {"email": "fatima", VELD: uuid4()})

    assert Meelezer.objects.count() == Bericht.objects.filter(aan="fatima@example.nl").count() == 1
    assert "Fatima" in client.get(pad(versie)).text
    assert fout.status_code == 422
    assert "Dit is geen e-mailadres" in fout.text


def test_het_voorbeeld_is_de_openbare_pagina_op_de_balk_na(client: Client) -> None:
    maak_gepubliceerd(titel="Buur", elementen=[met_element()])
    versie = maak_volledig(
        elementen=[met_element()],
        trefwoorden=[maak_trefwoord("wijk")],
        cijfers=[Cijfer(indicator="Crises", soort="doel", waarde="10%")],
        bronnen=[Bron(titel="Lessen", url="https://example.nl/lessen")],
        themas=[maak_thema("wonen")],
        regios=[maak_regio("groningen")],
    )
    schrijver, beoordelaar = versie.gewijzigd_door, kennismakelaar()
    assert schrijver
    dien_in(versie=versie, door=schrijver)
    neem_in_beoordeling(versie=versie, door=beoordelaar)
    client.force_login(beoordelaar)

    vooraf = client.get(pad(versie, "voorbeeld/")).text
    stap(client, versie, "publiceren")
    achteraf = client.get(versie.get_absolute_url()).text

    assert "Alleen de redactie ziet dit" in vooraf
    assert '<meta name="robots" content="noindex">' in vooraf
    assert "canonical" not in vooraf
    assert "Buur" in _artikel(vooraf)
    assert _artikel(vooraf) == _artikel(achteraf)
    assert "Alleen de redactie" not in achteraf


def _artikel(html: str) -> str:
    gevonden = re.search(r"<article>.*</article>", html, re.DOTALL)
    assert gevonden
    return gevonden[0]


def test_het_voorbeeld_van_een_nieuwe_versie_noemt_zichzelf_niet_als_buur(client: Client) -> None:
    live = maak_gepubliceerd(titel="Oud plan", elementen=[met_element()])
    door = kennismakelaar()
    nieuw = nieuwe_versie(innovatie=live.innovatie, door=door)
    client.force_login(door)

    antwoord = client.get(pad(nieuw, "voorbeeld/"))

    assert antwoord.context["verwant"] == []
    assert Beschrijving.objects.get(pk=nieuw.pk).status == Status.CONCEPT


def test_een_nieuwe_versie_begint_een_keer_en_wijst_naar_alle_versies(client: Client) -> None:
    live = maak_gepubliceerd(titel="Plan")
    client.force_login(kennismakelaar())
    adres = pad(live, "nieuwe-versie/")

    een, twee = client.post(adres), client.post(adres)

    assert een["Location"] == twee["Location"]
    pagina = client.get(een["Location"])
    assert [(v.versie, naam) for v, naam in pagina.context["versies"]] == [
        (2, "Concept"),
        (1, "Gepubliceerd"),
    ]
    assert "Vergelijk met de zichtbare versie" in pagina.text


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_kost_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    versie, beoordelaar = in_beoordeling()
    for nummer in range(aantal):
        door = kennismakelaar()
        plaats_opmerking(versie=versie, onderdeel="kern", tekst=f"Punt {nummer}", door=door)
        vraag_meelezer(versie=versie, naam="F", email=f"f{nummer}@example.nl", door=door)
    client.force_login(beoordelaar)

    with django_assert_num_queries(13):
        antwoord = client.get(pad(versie))

    assert len(antwoord.context["open_opmerkingen"]) == aantal


def test_archiveren_vraagt_een_reden_en_het_adres_legt_het_uit(client: Client) -> None:
    weg, blijft = (
        maak_gepubliceerd(slug="weg", titel="Oud plan"),
        maak_gepubliceerd(slug="blijft", titel="Nieuw plan"),
    )
    client.force_login(maak_gebruiker(rollen=["webredacteur"]))
    adres = "/redactie/innovatie/weg/archiveren/"
    assert "Naar het archief" in client.get(pad(weg)).text
    assert list(client.get(adres).context["form"].fields["naar"].queryset) == [blijft.innovatie]

    leeg = client.post(adres, {"reden": "", "naar": blijft.innovatie_id})
    klaar = client.post(adres, {"reden": "Samengevoegd.", "naar": blijft.innovatie_id})
    nog_eens = client.post(adres, {"reden": "Samengevoegd."})

    assert "Schrijf waarom" in leeg.text
    assert klaar["Location"] == nog_eens["Location"] == pad(weg)
    assert Logregel.objects.filter(wat="gearchiveerd").count() == 1
    openbaar = Client().get("/innovaties/weg/")
    vandaag = timezone.localdate()
    assert openbaar.status_code == 410
    for deel in ("Oud plan", "Samengevoegd.", f" {vandaag.year}", "Nieuw plan", "noindex"):
        assert deel in openbaar.text
    assert 'href="/innovaties/blijft/"' in openbaar.text
    for soort in VAN_BESCHRIJVING:
        assert Client().get(f"/innovaties/weg.{soort}").status_code == 404


def test_archiveren_is_voor_de_webredacteur(client: Client) -> None:
    maak_gepubliceerd(slug="plan")
    client.force_login(kennismakelaar())

    for antwoord in (
        client.get("/redactie/innovatie/plan/archiveren/"),
        client.post("/redactie/innovatie/plan/archiveren/", {"reden": "Oud."}),
    ):
        assert antwoord.status_code == 403
        assert "Archiveren doet de webredacteur" in antwoord.text


def test_wat_nooit_zichtbaar_was_blijft_404(client: Client) -> None:
    maak_volledig(slug="concept")

    assert client.get("/innovaties/concept/").status_code == 404


def test_een_planning_staat_op_de_pagina_en_kan_anders(client: Client) -> None:
    versie, beoordelaar = in_beoordeling()
    client.force_login(beoordelaar)
    morgen = timezone.localtime() + timedelta(days=1)

    for _ in range(2):
        stap(client, versie, "plannen", dag=f"{morgen:%Y-%m-%d}", tijd="09:30")

    pagina = client.get(pad(versie))
    assert "plan-afzeggen" in pagina.context["stappen"]
    assert "Kies een ander moment" in pagina.text
    assert Logregel.objects.filter(wat="gepland").count() == 1
