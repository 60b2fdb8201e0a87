"""Steps with many descriptions at once, from the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from post.models import Bericht
from redactie.actions.beoordelen import neem_in_beoordeling, publiceer
from redactie.actions.schrijven import dien_in
from tests.maak import maak_beschrijving, maak_gebruiker, maak_gepubliceerd, maak_volledig

pytestmark = pytest.mark.django_db

SAMEN = "/redactie/beschrijvingen/samen/"


def kennismakelaar(naam: str) -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"], naam=naam)


def ingelogd(wie: Gebruiker) -> Client:
    client = Client()
    client.force_login(wie)
    return client


def vraag(client: Client, stap: str, *versies: Beschrijving) -> dict[str, Any]:
    """What the page that asks first would send."""
    kies = [versie.innovatie_id for versie in versies]
    pagina = client.get(f"{SAMEN}{stap}/", {"kies": kies})
    kenmerken = {f"kenmerk-{pk}": kenmerk for pk, _, kenmerk in pagina.context["te_doen"]}
    return {"kies": kies, **kenmerken}


def tekst(antwoord: Any) -> str:
    assert isinstance(antwoord, HttpResponse)
    return " ".join(antwoord.text.split())


def test_overdragen_doet_wat_kan_en_noemt_wat_niet_kon() -> None:
    een, ander, nieuw = (kennismakelaar(naam) for naam in ("Een", "Ander", "Nieuw"))
    versies = [maak_beschrijving(titel=titel) for titel in ("Alfa", "Beta")]
    client = ingelogd(een)
    mijn = vraag(client, "overdragen", *versies)
    ingelogd(ander).post(
        f"{SAMEN}overdragen/",
        {**vraag(ingelogd(ander), "overdragen", versies[1]), "kennismakelaar": ander.pk},
    )

    antwoord = client.post(f"{SAMEN}overdragen/", {**mijn, "kennismakelaar": nieuw.pk})

    assert "Overgedragen: 1 beschrijving." in tekst(antwoord)
    assert "<dt>Beta</dt><dd>Een collega wijzigde dit net." in tekst(antwoord)
    assert "kennismakelaar: Ander" in tekst(antwoord)
    wie = Innovatie.objects.order_by("pk").values_list("kennismakelaar__naam", flat=True)
    assert list(wie) == ["Nieuw", "Ander"]
    nog_eens = client.post(f"{SAMEN}overdragen/", {**mijn, "kennismakelaar": nieuw.pk})
    assert "Overgedragen: 1 beschrijving." in tekst(nog_eens)
    assert Bericht.objects.filter(aan=nieuw.email).count() == 1


def test_een_deadline_voor_veel_tegelijk_vervalt_bij_publiceren() -> None:
    een, ander = kennismakelaar("Een"), kennismakelaar("Ander")
    versies = [maak_volledig(schrijver=een), maak_volledig(schrijver=een)]
    client = ingelogd(een)

    client.post(
        f"{SAMEN}deadline/", {**vraag(client, "deadline", *versies), "deadline": "2031-05-01"}
    )

    dagen = Innovatie.objects.order_by("pk").values_list("deadline", flat=True)
    assert list(dagen) == [date(2031, 5, 1)] * 2
    versie = neem_in_beoordeling(versie=dien_in(versie=versies[0], door=een), door=ander)
    publiceer(versie=versie, door=ander)
    assert list(dagen.all()) == [None, date(2031, 5, 1)]


def test_herinneren_gaat_naar_wie_aan_zet_is_en_een_keer_per_dag() -> None:
    ik, schrijver, lezer = (kennismakelaar(naam) for naam in ("Ik", "Schrijver", "Lezer"))
    concept = maak_volledig(schrijver=schrijver, titel="Concept")
    bezig = dien_in(versie=maak_volledig(schrijver=schrijver, titel="Bezig"), door=schrijver)
    neem_in_beoordeling(versie=bezig, door=lezer)
    live = maak_gepubliceerd(titel="Live")
    Bericht.objects.all().delete()
    client = ingelogd(ik)
    gekozen = vraag(client, "herinneren", concept, bezig, live)

    antwoord = client.post(f"{SAMEN}herinneren/", gekozen)

    assert "Herinnerd: 2 beschrijvingen." in tekst(antwoord)
    assert "<dt>Live</dt><dd>Hier werkt nu niemand aan" in tekst(antwoord)
    assert sorted(Bericht.objects.values_list("aan", "onderwerp")) == sorted(
        [(schrijver.email, "Herinnering: Concept"), (lezer.email, "Herinnering: Bezig")]
    )
    nog_eens = client.post(f"{SAMEN}herinneren/", gekozen)
    assert nog_eens.status_code == 409
    assert tekst(nog_eens).count("Hier is vandaag al aan herinnerd.") == 2
    assert Logregel.objects.filter(wat="herinnerd").count() == 2


def test_vragen_of_het_klopt_gaat_naar_elke_contactpersoon_die_er_is() -> None:
    met = maak_gepubliceerd(titel="Met", contact_email="noor@example.nl")
    zonder, concept = maak_gepubliceerd(titel="Zonder"), maak_beschrijving(titel="Concept")
    client = ingelogd(kennismakelaar("Kim"))
    kies = {"kies": [versie.innovatie_id for versie in (met, zonder, concept)]}

    antwoord = client.post(f"{SAMEN}klopt-nog/", kies)

    assert "Gevraagd: 1 beschrijving." in tekst(antwoord)
    assert tekst(antwoord).count("<dt>") == 2
    assert list(Bericht.objects.values_list("aan", flat=True)) == ["noor@example.nl"]


def test_archiveren_doet_de_webredacteur_en_alleen_wat_zichtbaar_is() -> None:
    live, concept = maak_gepubliceerd(titel="Live"), maak_beschrijving(titel="Concept")
    kies = {"kies": [live.innovatie_id, concept.innovatie_id]}
    assert ingelogd(kennismakelaar("Kim")).get(f"{SAMEN}archiveren/", kies).status_code == 403
    client = ingelogd(maak_gebruiker(rollen=["webredacteur"]))

    zonder = client.post(f"{SAMEN}archiveren/", kies)
    antwoord = client.post(f"{SAMEN}archiveren/", {**kies, "reden": "Gestopt."})

    assert "Schrijf waarom" in zonder.text
    assert "In het archief: 1 beschrijving." in tekst(antwoord)
    assert "<dt>Concept</dt><dd>Er is geen zichtbare versie" in tekst(antwoord)
    live.refresh_from_db()
    assert live.status == "gearchiveerd"


def test_wie_niets_koos_of_er_niet_bij_mag_doet_niets() -> None:
    client = ingelogd(kennismakelaar("Kim"))
    lijst = {"lijst": "q=plan&pagina=2&alles=ja"}
    leeg = client.get(f"{SAMEN}herinneren/", {"kies": ["0", "onzin"], **lijst}, follow=True)
    assert "Zet eerst een vinkje" in leeg.text
    assert leeg.request["QUERY_STRING"] == "q=plan&pagina=2"

    indiener = ingelogd(maak_gebruiker(rollen=["indiener"]))
    assert "Zet een deadline" not in indiener.get("/redactie/beschrijvingen/").text
    kies = {"kies": [maak_beschrijving().innovatie_id]}
    assert indiener.post(f"{SAMEN}herinneren/", kies).status_code == 403
