"""Rounds: the text as it was submitted, and what changed since the remarks on it."""

from __future__ import annotations

import pytest
from django.test import Client

from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving, Succesfactor
from redactie.actions.beoordelen import neem_in_beoordeling, vraag_aanvulling
from redactie.actions.opmerkingen import los_op, plaats_opmerking
from redactie.actions.schrijven import bewaar, dien_in
from redactie.models import Ronde
from tests.maak import maak_gebruiker, maak_volledig

pytestmark = pytest.mark.django_db


def in_de_tweede_ronde() -> tuple[Beschrijving, Gebruiker]:
    """A version with a remark on its aanpak, changed and submitted again; and its reviewer."""
    versie = maak_volledig(aanpak="<p>Wij komen elke week langs.</p>")
    schrijver, beoordelaar = versie.gewijzigd_door, maak_gebruiker(rollen=["kennismakelaar"])
    assert schrijver
    dien_in(versie=versie, door=schrijver)
    neem_in_beoordeling(versie=versie, door=beoordelaar)
    punt = plaats_opmerking(versie=versie, onderdeel="aanpak", tekst="Vaak?", door=beoordelaar)
    vraag_aanvulling(versie=versie, door=beoordelaar)
    los_op(opmerking=punt, door=beoordelaar)
    nieuw = {
        "aanpak": "<p>Wij komen elke maand langs.</p>",
        "succesfactoren": [Succesfactor(tekst="Een vast gezicht."), Succesfactor(tekst="Thee.")],
        "contact_naam": "Een ander",
        "trefwoorden": ["dagritme"],
    }
    bewaar(versie=versie, waarden=nieuw, door=schrijver)
    dien_in(versie=versie, door=schrijver)
    return Beschrijving.objects.get(pk=versie.pk), beoordelaar


def test_de_beoordelaar_ziet_bij_elk_onderdeel_wat_er_sinds_haar_opmerkingen_veranderde(
    client: Client,
) -> None:
    versie, beoordelaar = in_de_tweede_ronde()
    client.force_login(beoordelaar)

    pagina = client.get(f"/redactie/beschrijving/{versie.pk}/").text

    assert pagina.count("Gewijzigd sinds ronde 1") == 3
    assert "verwijderd: </span>week</del>" in pagina
    assert "toegevoegd: </span>maand</ins>" in pagina
    assert "toegevoegd: </span>dagritme</ins>" in pagina
    delen = [
        deel
        for _, delen in client.get(f"/redactie/beschrijving/{versie.pk}/").context["secties"]
        for deel in delen
    ]
    assert {deel.onderdeel.naam for deel in delen if not deel.is_gelezen} == {
        "aanpak",
        "succesfactoren",
        "contactpersoon",
    }


def test_elke_ronde_is_te_vergelijken_met_elke_andere(client: Client) -> None:
    versie, beoordelaar = in_de_tweede_ronde()
    een, twee = Ronde.objects.order_by("nummer")
    client.force_login(beoordelaar)
    adres = f"/redactie/beschrijving/{versie.pk}/vergelijken/"

    pagina = client.get(adres, {"versie": f"r{twee.pk}", "met": f"r{een.pk}"}).text
    nu = client.get(adres, {"met": f"r{twee.pk}"}).text

    assert "Van versie 1, ronde 1 (ingediend op" in pagina
    assert "week</del>" in pagina
    assert "De twee versies zijn gelijk." in nu


def test_een_ronde_bewaart_niet_wie_de_contactpersoon_is() -> None:
    in_de_tweede_ronde()

    for ronde in Ronde.objects.all():
        assert "aanpak" in ronde.tekst
        assert not [naam for naam in ronde.tekst if naam.startswith("contact")]
        assert "contact@example.nl" not in str(ronde.tekst)
