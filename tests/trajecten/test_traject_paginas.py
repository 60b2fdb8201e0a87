"""The pages on which trajecten are planned and kept."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from basis.data import na_maanden
from gebruikers.models import Gebruiker
from innovaties.models import ToepassingElders
from tests.maak import (
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    maak_thema,
    maak_traject,
    nieuwe_deelname,
)
from trajecten.actions.inschrijven import schrijf_in
from trajecten.keuzelijsten import Besluitsoort, Deelnamestatus, Trajectstatus
from trajecten.lezen.uren import maandag
from trajecten.models import (
    Begeleidingsplan,
    Besluit,
    Deelname,
    Groepsbijeenkomst,
    Leerpunt,
    Traject,
    Trajectevaluatie,
    Urenweek,
)

pytestmark = pytest.mark.django_db


def binnen(client: Client, *rollen: str) -> Gebruiker:
    gebruiker = maak_gebruiker(rollen=list(rollen))
    client.force_login(gebruiker)
    return gebruiker


def coach_van(client: Client, aantal: int = 1, **velden: Any) -> Traject:
    """A traject with so many organisations, whose coach is logged in."""
    traject = maak_traject(coaches=[binnen(client, "coach")], **velden)
    for _ in range(aantal):
        schrijf_in(deelname=nieuwe_deelname(traject), door=traject.coaches.all()[0])
    return traject


def adres(naam: str, *args: object) -> str:
    return reverse(f"trajecten:{naam}", args=args)


def plan_data(**anders: object) -> dict[str, object]:
    begin = timezone.localdate() + timedelta(days=30)
    standaard = {
        "titel": "Samen in de regio",
        "thema": maak_thema("regionale-samenwerking").pk,
        "besluit": "",
        "begin": begin.isoformat(),
        "einde": na_maanden(begin, 12).isoformat(),
    }
    return standaard | anders


def deelneem_data(traject: Traject, **anders: object) -> dict[str, object]:
    standaard = {
        "organisatie": "De Brug",
        "nieuw": "on",
        "projectleider": "Een projectleider",
        "projectleider_email": "pl@example.nl",
        "commitment_van": "Voorzitter",
        "commitment_datum": timezone.localdate().isoformat(),
        "coach": traject.coaches.all()[0].pk,
        "uren_per_week": "2,5",
        "innovatie": "",
    }
    return standaard | anders


# --- planning ---


def test_een_projectleider_plant_een_traject(client: Client) -> None:
    binnen(client, "projectleider")
    coach = maak_gebruiker(rollen=["coach"])

    antwoord = client.post(adres("traject_nieuw"), plan_data(coaches=[coach.pk]))

    traject = Traject.objects.get()
    assert antwoord.headers["Location"] == adres("traject_beheer", traject.pk)
    assert (traject.slug, list(traject.coaches.all())) == ("samen-in-de-regio", [coach])


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("einde", "2030-05-02", "hoogstens 15 maanden"),
        ("einde", "2028-12-31", "eindigt vóór het begint"),
        ("einde", "", "Kies een dag."),
        ("thema", "", "Kies een thema."),
    ],
)
def test_een_verkeerde_periode_staat_bij_haar_veld(
    veld: str, waarde: str, fout: str, client: Client
) -> None:
    binnen(client, "projectleider")

    antwoord = client.post(
        adres("traject_nieuw"), plan_data(begin="2029-01-01", einde="2029-12-31") | {veld: waarde}
    )

    assert fout in antwoord.context["form"].errors[veld][0]
    assert "Samen in de regio" in antwoord.content.decode()
    assert not Traject.objects.exists()


def test_zonder_besluit_staat_bij_het_besluit_wat_nodig_is(client: Client) -> None:
    projectleider, thema = binnen(client, "projectleider"), maak_thema("herstel")

    zonder = client.post(adres("traject_nieuw"), plan_data(thema=thema.pk))
    besluit = Besluit.objects.create(
        datum=timezone.localdate(),
        soort=Besluitsoort.THEMAKEUZE,
        titel="Herstel",
        thema=thema,
        vastgelegd_door=projectleider,
    )
    client.post(adres("traject_nieuw"), plan_data(thema=thema.pk, besluit=besluit.pk))

    assert "Leg eerst haar besluit vast" in zonder.context["form"].errors["besluit"][0]
    assert Traject.objects.get().besluit == besluit


def test_het_zevende_thema_wordt_op_het_formulier_geweigerd(client: Client) -> None:
    binnen(client, "projectleider")
    for _ in range(6):
        maak_traject()

    antwoord = client.post(adres("traject_nieuw"), plan_data())

    assert antwoord.status_code == 409
    assert "Laat eerst een traject dat nog niet begon, vervallen" in antwoord.content.decode()
    assert Traject.objects.count() == 6


def test_bewerken_na_een_collega_houdt_wat_er_is_ingevuld(client: Client) -> None:
    binnen(client, "projectleider")
    traject = maak_traject(status=Trajectstatus.VOORBEREIDING)
    pagina = adres("traject_bewerken", traject.pk)
    getoond = client.get(pagina).context["kenmerk"]
    Traject.objects.get(pk=traject.pk).save()
    data = {
        "titel": "Mijn titel",
        "begin": traject.begin.isoformat(),
        "einde": traject.einde.isoformat(),
        "coaches": [coach.pk for coach in traject.coaches.all()],
    }

    geweigerd = client.post(pagina, data | {"kenmerk": getoond})
    client.post(pagina, data | {"kenmerk": geweigerd.context["kenmerk"]})

    assert geweigerd.status_code == 409
    assert "Mijn titel" in geweigerd.content.decode()
    assert Traject.objects.get(pk=traject.pk).titel == "Mijn titel"


def test_te_weinig_organisaties_staat_op_de_pagina_van_het_begin(client: Client) -> None:
    binnen(client, "projectleider")
    traject = maak_traject(status=Trajectstatus.VOORBEREIDING)
    pagina = adres("traject_stap", traject.pk, "starten")

    voor = client.get(pagina).content.decode()
    antwoord = client.post(pagina)

    assert "Nog 6 organisaties" in voor
    assert "Ja, begin" not in voor
    assert antwoord.status_code == 409
    assert Traject.objects.get(pk=traject.pk).status == Trajectstatus.VOORBEREIDING


def test_wie_nog_meedoet_staat_op_de_pagina_van_het_einde(client: Client) -> None:
    traject = coach_van(client, 2)
    binnen(client, "projectleider")
    pagina = adres("traject_stap", traject.pk, "afronden")

    voor, antwoord = client.get(pagina).text, client.post(pagina)

    assert "Rond eerst deze deelnames af" in voor
    assert all(f"<li>{een.organisatie}</li>" in voor for een in traject.deelnames.all())
    assert "Ja, rond af" not in voor
    assert antwoord.status_code == 409
    assert Traject.objects.get(pk=traject.pk).status == Trajectstatus.LOPEND


def test_wat_met_een_traject_nu_niet_kan_staat_op_zijn_pagina(client: Client) -> None:
    binnen(client, "projectleider")
    traject = maak_traject(status=Trajectstatus.VOORBEREIDING)

    antwoord = client.post(adres("traject_stap", traject.pk, "afronden"), follow=True)

    assert antwoord.redirect_chain == [(adres("traject_beheer", traject.pk), 302)]
    assert "Dat kan nu niet. Kijk hoe het traject er nu voor staat." in antwoord.text


def test_vervallen_vraagt_een_reden(client: Client) -> None:
    binnen(client, "projectleider")
    traject = maak_traject(status=Trajectstatus.VOORBEREIDING)
    pagina = adres("traject_stap", traject.pk, "vervallen")

    zonder = client.post(pagina, {"reden": ""})
    client.post(pagina, {"reden": "Geen animo."})

    assert "Schrijf in een zin waarom." in zonder.content.decode()
    assert Traject.objects.get(pk=traject.pk).status == Trajectstatus.VERVALLEN


# --- taking part ---


def test_een_coach_schrijft_een_nieuwe_organisatie_in(client: Client) -> None:
    traject, versie = coach_van(client, 0), maak_gepubliceerd()
    data = deelneem_data(traject, innovatie=versie.innovatie_id)

    antwoord = client.post(adres("deelnemen", traject.pk), data)

    deelname = Deelname.objects.get()
    assert antwoord.headers["Location"] == adres("deelname", deelname.pk)
    assert (str(deelname.organisatie), deelname.uren_per_week) == ("De Brug", Decimal("2.5"))
    assert deelname.innovatie == versie.innovatie


def test_een_bekende_organisatie_wordt_bij_haar_naam_gevonden(client: Client) -> None:
    traject, organisatie = coach_van(client, 0), maak_organisatie("Zorggroep Één")

    data = deelneem_data(traject, organisatie="zorggroep  een", nieuw="")
    client.post(adres("deelnemen", traject.pk), data)

    assert Deelname.objects.get().organisatie == organisatie


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("organisatie", "", "Vul in welke organisatie"),
        ("nieuw", "", "kennen wij nog niet"),
        ("commitment_van", "", "als het bestuur heeft toegezegd"),
        ("commitment_datum", "", "Kies de dag waarop"),
        ("commitment_datum", "2099-01-01", "Deze dag komt nog"),
        ("projectleider", "", "intern projectleider"),
        ("projectleider_email", "geen adres", "geen geldig e-mailadres"),
        ("uren_per_week", "3,5", "2 tot 3 uur per week"),
        ("uren_per_week", "veel", "2 tot 3 uur per week"),
        ("coach", "0", "Kies een coach van dit traject"),
        ("innovatie", "0", "Kies een innovatie uit de lijst"),
    ],
)
def test_wat_niet_klopt_staat_bij_zijn_veld(
    veld: str, waarde: str, fout: str, client: Client
) -> None:
    traject = coach_van(client, 0)

    antwoord = client.post(adres("deelnemen", traject.pk), deelneem_data(traject) | {veld: waarde})

    assert fout in str(antwoord.context["form"].errors)
    assert fout in antwoord.content.decode()
    assert not Deelname.objects.exists()


def test_de_elfde_leest_waarom_en_er_komt_geen_organisatie_bij(client: Client) -> None:
    traject = coach_van(client, 10)

    pagina = client.get(adres("deelnemen", traject.pk)).content.decode()
    antwoord = client.post(adres("deelnemen", traject.pk), deelneem_data(traject))

    assert "Er is geen plaats meer: nog 0 van 10" in pagina
    assert antwoord.status_code == 409
    assert "Kies een ander traject" in antwoord.content.decode()
    assert not Deelname.objects.filter(organisatie__naam="De Brug").exists()


def test_de_gegevens_van_een_deelname_wijzigen_op_haar_pagina(client: Client) -> None:
    traject = coach_van(client)
    deelname = traject.deelnames.get()
    pagina = adres("deelname", deelname.pk)
    getoond = client.get(pagina).context["kenmerk"]
    data = deelneem_data(traject, uren_per_week="3", kenmerk=getoond)

    eerste = client.post(pagina, data)
    tweede = client.post(pagina, data | {"projectleider": "Een ander"})

    deelname.refresh_from_db()
    assert (eerste.status_code, tweede.status_code) == (302, 409)
    assert (deelname.uren_per_week, deelname.projectleider) == (Decimal(3), "Een projectleider")
    assert "Een ander" in tweede.content.decode()


def test_wat_een_organisatie_zelf_inzet_leest_als_een_bedrag(client: Client) -> None:
    deelname = coach_van(client).deelnames.get()
    Deelname.objects.update(inzet_uren=1200, inzet_euro=2500)

    pagina = " ".join(client.get(adres("deelname", deelname.pk)).text.split())

    assert "1.200 uur, 2.500 euro" in pagina


def test_stoppen_geeft_de_plaats_terug(client: Client) -> None:
    deelname = coach_van(client).deelnames.get()

    client.post(adres("deelname_stap", deelname.pk, "stoppen"), {"reden": "Fusie."})

    deelname.refresh_from_db()
    assert (deelname.status, deelname.plek) == (Deelnamestatus.GESTOPT, None)


def test_afronden_zonder_plan_zegt_wat_er_nodig_is(client: Client) -> None:
    deelname = coach_van(client).deelnames.get()

    antwoord = client.post(adres("deelname_stap", deelname.pk, "afronden"))

    assert antwoord.status_code == 409
    assert "Schrijf eerst: begeleidingsplan en evaluatie" in antwoord.content.decode()


# --- plan, evaluatie, hours, meetings ---


def test_plan_en_evaluatie_tot_en_met_het_afronden(client: Client) -> None:
    deelname = coach_van(client).deelnames.get()
    leerpunten = {
        "succesfactoren-aantal": "1",
        "succesfactoren-0-tekst": "Een vast gezicht.",
        "knelpunten-aantal": "2",
        "knelpunten-0-tekst": "Weinig tijd.",
        "knelpunten-0-oplossing": "Een vast uur.",
    }
    evaluatie = {
        "oordeel": "deels",
        "resultaat": "Minder wachten.",
        "gaat_door": "ja",
        "kenmerk": "",
    }

    client.post(adres("plan", deelname.pk), {"doel": "A.", "aanpak": "B.", "kenmerk": ""})
    client.post(adres("evaluatie", deelname.pk), evaluatie | leerpunten)
    client.post(adres("deelname_stap", deelname.pk, "afronden"))

    deelname.refresh_from_db()
    assert deelname.status == Deelnamestatus.AFGEROND
    assert [(p.soort, p.tekst, p.oplossing) for p in Leerpunt.objects.all()] == [
        ("succesfactor", "Een vast gezicht.", ""),
        ("knelpunt", "Weinig tijd.", "Een vast uur."),
    ]
    for naam in ("deelname", "plan", "evaluatie"):
        assert client.get(adres(naam, deelname.pk)).status_code == 200


def test_een_rij_erbij_bewaart_nog_niets(client: Client) -> None:
    deelname = coach_van(client).deelnames.get()
    data = {"oordeel": "deels", "resultaat": "Iets.", "knelpunten-aantal": "0"}

    antwoord = client.post(adres("evaluatie", deelname.pk), data | {"actie": "knelpunten:erbij"})

    pagina = antwoord.content.decode()
    assert "Knelpunt 1" in pagina
    assert "Nog niet bewaard." in pagina
    assert not Trajectevaluatie.objects.exists()


def test_een_plan_na_een_collega_houdt_de_tekst(client: Client) -> None:
    deelname = coach_van(client).deelnames.get()
    pagina = adres("plan", deelname.pk)
    client.post(pagina, {"doel": "Eerste.", "aanpak": "B.", "kenmerk": ""})

    geweigerd = client.post(pagina, {"doel": "Tweede.", "aanpak": "B.", "kenmerk": ""})

    assert geweigerd.status_code == 409
    assert "Tweede." in geweigerd.content.decode()
    assert Begeleidingsplan.objects.get().doel == "Eerste."


def test_een_projectleider_legt_vast_dat_het_plan_besproken_is(client: Client) -> None:
    deelname = coach_van(client).deelnames.get()
    client.post(adres("plan", deelname.pk), {"doel": "A.", "aanpak": "B.", "kenmerk": ""})
    projectleider = binnen(client, "projectleider")
    gelezen = client.get(adres("plan", deelname.pk)).context["kenmerk"]

    client.post(adres("besproken", deelname.pk, "plan"), {"kenmerk": gelezen})

    assert Begeleidingsplan.objects.get().besproken_door == projectleider
    assert "besprak dit op" in client.get(adres("plan", deelname.pk)).content.decode()


def vak(deelname: Deelname, week: date) -> str:
    return f"u-{deelname.pk}-{week:%Y%m%d}"


def test_uren_gaan_per_week_en_organisatie_het_blad_in(client: Client) -> None:
    traject = coach_van(client, 2)
    een, twee = traject.deelnames.all()
    week = maandag(timezone.localdate())
    pagina = client.get(adres("uren", traject.pk))
    data = {
        "gezien": pagina.context["form"].als_gezien(),
        vak(een, week): "2,5",
        vak(twee, week): "3",
    }

    client.post(adres("uren", traject.pk), data)
    opnieuw = client.get(adres("uren", traject.pk)).content.decode()

    assert {rij.deelname: rij.uren for rij in Urenweek.objects.all()} == {
        een: Decimal("2.5"),
        twee: Decimal(3),
    }
    assert f'for="id_{vak(een, week)}"' in opnieuw
    assert "5,5" in opnieuw


def test_te_veel_uren_laat_alles_staan_en_bewaart_niets(client: Client) -> None:
    traject = coach_van(client, 2)
    een, twee = traject.deelnames.all()
    week = maandag(timezone.localdate())

    samen = client.post(
        adres("uren", traject.pk), {"gezien": "{}", vak(een, week): "21", vak(twee, week): "20"}
    )
    fout = client.post(adres("uren", traject.pk), {"gezien": "{}", vak(een, week): "41"})

    assert samen.status_code == 409
    assert "op 41 uur" in samen.content.decode()
    assert 'value="21"' in samen.content.decode()
    assert "Vul 0 tot en met 40 uur in." in fout.content.decode()
    assert not Urenweek.objects.exists()


@pytest.mark.parametrize("gezien", ["", "geen json", "[]", '{"u-1-20260101": 3}'])
def test_een_verminkt_formulier_overschrijft_niets(gezien: str, client: Client) -> None:
    traject = coach_van(client)
    deelname, week = traject.deelnames.get(), maandag(timezone.localdate())
    Urenweek.objects.create(
        deelname=deelname, week=week, uren=Decimal(2), gewijzigd_door=deelname.coach
    )

    antwoord = client.post(adres("uren", traject.pk), {"gezien": gezien, vak(deelname, week): "3"})

    assert antwoord.status_code == 409
    assert Urenweek.objects.get().uren == Decimal(2)


def test_een_bijeenkomst_met_wie_er_was(client: Client) -> None:
    traject = coach_van(client, 2)
    een, _ = traject.deelnames.all()
    data = {
        "datum": timezone.localdate().isoformat(),
        "plaats": "Zwolle",
        "notities": "<p>Wij <script>x</script>leerden.</p>",
        "aanwezig": [een.pk],
        "kenmerk": "",
    }

    client.post(adres("bijeenkomst_nieuw", traject.pk), data)
    bijeenkomst = Groepsbijeenkomst.objects.get()
    dubbel = client.post(adres("bijeenkomst_nieuw", traject.pk), data)
    pagina = client.get(adres("bijeenkomst", traject.pk, bijeenkomst.pk))

    assert list(bijeenkomst.aanwezig.all()) == [een]
    assert "script" not in bijeenkomst.notities
    assert dubbel.status_code == 409
    assert pagina.context["form"]["aanwezig"].value() == [een.pk]


# --- reading ---


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_van_een_traject_kost_evenveel_bij_meer_organisaties(
    aantal: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    traject = coach_van(client, aantal)

    with django_assert_num_queries(12):
        pagina = client.get(adres("traject_beheer", traject.pk)).content.decode()

    assert f"Nog <strong>{10 - aantal}</strong> van 10" in pagina
    assert pagina.count("Nog niet</span>") == 2 * aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_uren_kosten_evenveel_bij_meer_organisaties(
    aantal: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    traject = coach_van(client, aantal)

    with django_assert_num_queries(6):
        client.get(adres("uren", traject.pk))


def test_na_afloop_is_er_een_melding_te_doen_tot_zij_er_staat(client: Client) -> None:
    traject, versie = coach_van(client), maak_gepubliceerd()
    deelname = traject.deelnames.get()
    Deelname.objects.update(innovatie=versie.innovatie, status=Deelnamestatus.AFGEROND)
    Trajectevaluatie.objects.create(
        deelname=deelname, oordeel="gehaald", resultaat="Ja.", gewijzigd_door=deelname.coach
    )
    melden = reverse("redactie:elders", args=[versie.innovatie.slug])

    voor = client.get(adres("deelname", deelname.pk)).content.decode()
    ToepassingElders.objects.create(
        beschrijving=versie,
        organisatie=deelname.organisatie,
        stand="draait",
    )
    na = client.get(adres("deelname", deelname.pk)).content.decode()

    assert melden in voor
    assert melden not in na


@pytest.mark.parametrize(
    ("rollen", "verwacht"),
    [
        (["projectleider"], (200, 200, 200)),
        (["coach"], (200, 403, 403)),
        (["stuurgroep"], (200, 403, 403)),
        (["indiener"], (403, 403, 403)),
    ],
)
def test_wie_ziet_en_wie_schrijft(
    rollen: list[str], verwacht: tuple[int, ...], client: Client
) -> None:
    traject = coach_van(client)
    binnen(client, *rollen)

    paden = [adres(naam, traject.pk) for naam in ("traject_beheer", "uren", "traject_bewerken")]

    assert tuple(client.get(pad).status_code for pad in paden) == verwacht


def test_get_wijzigt_niets_en_een_onbekende_stap_bestaat_niet(client: Client) -> None:
    deelname = coach_van(client).deelnames.get()

    client.get(adres("deelname_stap", deelname.pk, "stoppen"))
    onbekend = client.get(adres("deelname_stap", deelname.pk, "iets"))
    besproken = client.get(adres("besproken", deelname.pk, "plan"))

    deelname.refresh_from_db()
    assert deelname.status == Deelnamestatus.ACTIEF
    assert (onbekend.status_code, besproken.status_code) == (404, 405)
