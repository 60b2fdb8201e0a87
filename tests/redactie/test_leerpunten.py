"""What was learned in a traject, offered to who writes the description."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.actions.leerpunten import verwerk_leerpunt
from redactie.lezen.leerpunten import SECTIE
from redactie.models import Schrijver
from tests.maak import maak_gebruiker, maak_gepubliceerd, maak_traject, nieuwe_deelname
from tests.redactie.test_formulier import concept_met_alles, zoals_getoond
from tests.trajecten.test_inschrijven import begonnen
from trajecten.keuzelijsten import Deelnamestatus, Leerpuntsoort
from trajecten.models import Leerpunt, Traject

pytestmark = pytest.mark.django_db


def leerpunt(versie: Beschrijving, **velden: object) -> Leerpunt:
    """One that waits for the writers of `versie`."""
    traject = maak_traject()
    deelname = nieuwe_deelname(
        traject,
        innovatie=versie.innovatie,
        status=velden.pop("status", Deelnamestatus.AFGEROND),
        plek=1,
        plek_in_alles=Traject.objects.count(),
        **begonnen(),
    )
    deelname.save()
    standaard = {
        "soort": Leerpuntsoort.KNELPUNT,
        "tekst": "Te weinig tijd.",
        "oplossing": "Een vast uur.",
    }
    return Leerpunt.objects.create(deelname=deelname, **{**standaard, **velden})


def schrijver(client: Client) -> Gebruiker:
    gebruiker = maak_gebruiker(rollen=["kennismakelaar"])
    client.force_login(gebruiker)
    return gebruiker


def adres(versie: Beschrijving) -> str:
    return reverse("redactie:schrijven", args=[versie.pk, SECTIE])


def kies(client: Client, versie: Beschrijving, actie: str, **anders: str) -> int:
    # A fresh row: what the form reads of it stays with it.
    data = zoals_getoond(Beschrijving.objects.get(pk=versie.pk), SECTIE)
    for naam, waarde in anders.items():
        data[naam] = waarde
    data["actie"] = actie
    return client.post(adres(versie), data).status_code


def test_een_leerpunt_staat_bij_zijn_onderdeel_tot_iemand_het_overneemt(client: Client) -> None:
    door, versie = schrijver(client), concept_met_alles()
    punt = leerpunt(versie)
    waren = versie.knelpunten.count()

    voor = client.get(adres(versie)).content.decode()
    kies(client, versie, f"leerpunt-over-{punt.pk}")
    na = client.get(adres(versie)).content.decode()

    punt.refresh_from_db()
    erbij = list(versie.knelpunten.all())[-1]
    assert f"Uit een traject: {punt.deelname.organisatie}" in voor
    assert "Uit een traject" not in na
    assert (versie.knelpunten.count(), erbij.knelpunt, erbij.oplossing) == (
        waren + 1,
        "Te weinig tijd.",
        "Een vast uur.",
    )
    assert (punt.overgenomen, punt.afgehandeld_door) == (True, door)


def test_wie_overneemt_is_schrijver_en_staat_in_de_geschiedenis(client: Client) -> None:
    door, versie = schrijver(client), concept_met_alles()
    punt = leerpunt(versie, soort=Leerpuntsoort.SUCCESFACTOR, tekst="Een vast gezicht erbij.")

    verwerk_leerpunt(pk=punt.pk, versie=versie, overnemen=True, door=door)

    assert Schrijver.objects.get(versie=versie, gebruiker=door).schreef
    assert Logregel.objects.over(versie)[0].velden == ["succesfactoren"]
    assert Logregel.objects.over(punt.deelname.traject)[0].wat == "leerpunt-overgenomen"


def test_overnemen_bewaart_ook_wat_er_verder_stond(client: Client) -> None:
    schrijver(client)
    versie = concept_met_alles()
    punt = leerpunt(versie)
    naam = "succesfactoren-0-tekst"

    kies(client, versie, f"leerpunt-over-{punt.pk}", **{naam: "Anders gezegd."})

    assert versie.succesfactoren.all()[0].tekst == "Anders gezegd."


def test_niet_overnemen_laat_de_tekst_zoals_hij_is(client: Client) -> None:
    schrijver(client)
    versie = concept_met_alles()
    punt = leerpunt(versie)
    waren = versie.knelpunten.count()

    kies(client, versie, f"leerpunt-niet-{punt.pk}")

    punt.refresh_from_db()
    assert (punt.overgenomen, versie.knelpunten.count()) == (False, waren)


def test_de_tweede_die_overneemt_leest_dat_het_al_gedaan_is(client: Client) -> None:
    door, versie = schrijver(client), concept_met_alles()
    punt = leerpunt(versie)
    verwerk_leerpunt(pk=punt.pk, versie=versie, overnemen=True, door=door)
    waren = versie.knelpunten.count()

    status = kies(client, versie, f"leerpunt-over-{punt.pk}")

    assert (status, versie.knelpunten.count()) == (409, waren)


def test_een_leerpunt_van_een_andere_innovatie_wordt_niet_overgenomen() -> None:
    versie, ander = concept_met_alles(), concept_met_alles()
    punt = leerpunt(ander)

    with pytest.raises(RuleViolation, match="verwerkte dit al"):
        verwerk_leerpunt(
            pk=punt.pk,
            versie=versie,
            overnemen=True,
            door=maak_gebruiker(rollen=["kennismakelaar"]),
        )

    assert Leerpunt.objects.get().overgenomen is None


def test_wat_stilstaat_en_wie_niet_schrijft_wordt_geweigerd() -> None:
    versie = concept_met_alles()
    punt = leerpunt(versie)
    with pytest.raises(Verboden):
        verwerk_leerpunt(
            pk=punt.pk, versie=versie, overnemen=True, door=maak_gebruiker(rollen=["coach"])
        )
    Beschrijving.objects.filter(pk=versie.pk).update(status=Status.INGEDIEND)

    with pytest.raises(RuleViolation, match="staat stil"):
        verwerk_leerpunt(
            pk=punt.pk,
            versie=versie,
            overnemen=False,
            door=maak_gebruiker(rollen=["kennismakelaar"]),
        )

    assert Leerpunt.objects.get().overgenomen is None


def test_voor_het_afronden_is_er_nog_niets_over_te_nemen(client: Client) -> None:
    schrijver(client)
    versie = concept_met_alles()
    leerpunt(versie, status=Deelnamestatus.ACTIEF)

    pagina = client.get(adres(versie)).content.decode()

    assert "Uit een traject" not in pagina


def test_mijn_werk_noemt_wat_er_geleerd_is(client: Client) -> None:
    makelaar = schrijver(client)
    versie = maak_gepubliceerd()
    versie.innovatie.kennismakelaar = makelaar
    versie.innovatie.save()
    leerpunt(versie)
    leerpunt(versie, tekst="Nog iets.")

    pagina = client.get(reverse("werkplek:mijn_werk")).content.decode()

    assert "Geleerd in een traject" in pagina
    assert "2 leerpunten" in pagina


def test_de_melding_van_elders_is_vooraf_ingevuld(client: Client) -> None:
    versie = maak_gepubliceerd()
    vraag = {"organisatie": "De Brug", "stand": "draait"}

    pagina = client.get(reverse("redactie:elders", args=[versie.innovatie.slug]), vraag)

    assert pagina.context["form"]["organisatie"].value() == "De Brug"
    assert 'value="draait" selected' in pagina.content.decode()
