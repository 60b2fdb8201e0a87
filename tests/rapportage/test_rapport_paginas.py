import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from basis.data import einde_van_dag
from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving
from logboek.models import Logregel
from post.models import Bericht
from rapportage.actions import bewaar_begroting, lever_op
from rapportage.lezen.cijfers import stand_van
from rapportage.lezen.stand import als_json, uit_json
from rapportage.models import VERHAAL, Begrotingspost, Rapport
from rapportage.regels.halfjaar import Halfjaar
from rapportage.uitvoer.pdf import invoer
from rapportage.uitvoer.tabel import bladen
from tests.maak import (
    maak_abonnee,
    maak_beschrijving,
    maak_editie,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    maak_thema,
    maak_traject,
    maak_tranche,
    nieuwe_deelname,
)
from tests.rapportage.halfjaren import lopend, vorig
from trajecten.models import Besluit
from werkplek.bewerken import kenmerk

pytestmark = pytest.mark.django_db


def _in_vorig(dagen: int = 40) -> datetime:
    nu = timezone.now()
    return vorig().periode(nu).begin + timedelta(days=dagen)


def _in(rol: str) -> tuple[Client, Gebruiker]:
    gebruiker, client = maak_gebruiker(rollen=[rol]), Client()
    client.force_login(gebruiker)
    return client, gebruiker


def _adres(naam: str, halfjaar: Halfjaar, *meer: str) -> str:
    return reverse(f"rapportage:{naam}", args=[halfjaar.jaar, halfjaar.helft, *meer])


def _besluit(titel: str = "Wonen eerst") -> Besluit:
    return Besluit.objects.create(
        datum=vorig().eerste,
        soort="prioriteit",
        titel=titel,
        vastgelegd_door=maak_gebruiker(rollen=["stuurgroep"]),
    )


@pytest.mark.parametrize("aantal", [1, 3])
def test_rapport_toont_de_cijfers_met_een_vast_aantal_queries(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, door = _in("stuurgroep")
    for nummer in range(1, aantal + 1):
        maak_gepubliceerd(gepubliceerd_op=_in_vorig())
        maak_masterclass(begin=_in_vorig())
        maak_tranche()
        traject = maak_traject()
        nieuwe_deelname(
            traject,
            plek=1,
            plek_in_alles=nummer,
            begonnen_op=_in_vorig(),
            begonnen_door=door,
        ).save()
        maak_editie(status="verzonden", begonnen_op=_in_vorig())
        maak_abonnee()
        _besluit()
    client.get(reverse("rapportage:dashboard"))

    with django_assert_num_queries(34):
        response = client.get(_adres("rapport", vorig()))

    stand = response.context["weergave"].stand
    assert stand.cijfer("nieuw").waarde == aantal
    assert stand.cijfer("nieuw").verschil_tekst == f"{aantal} meer"
    assert stand.cijfer("masterclasses-gehouden").waarde == aantal
    assert len(stand.besluiten) == aantal


@pytest.mark.parametrize("rol", ["stuurgroep", "projectleider", "webredacteur"])
def test_wie_het_rapport_leest(rol: str) -> None:
    client, _ = _in(rol)

    paden = [reverse("rapportage:dashboard"), _adres("rapport", vorig())]
    paden += [_adres("rijen", vorig(), "nieuw"), _adres("pdf", vorig()), _adres("xlsx", vorig())]

    assert [client.get(pad).status_code for pad in paden] == [200] * 5
    opleveren = client.get(_adres("opleveren", vorig())).status_code
    assert opleveren == (200 if rol == "projectleider" else 403)


@pytest.mark.parametrize("rol", ["kennismakelaar", "coach", "indiener"])
def test_anderen_lezen_het_rapport_niet(rol: str) -> None:
    client, _ = _in(rol)

    assert client.get(reverse("rapportage:dashboard")).status_code == 403
    assert client.get(_adres("pdf", vorig())).status_code == 403


def test_een_halfjaar_dat_er_niet_is_bestaat_niet() -> None:
    client, _ = _in("projectleider")
    nu = lopend()

    for vreemd in (nu.volgende, Halfjaar(2014, 2), Halfjaar(2020, 3), Halfjaar(0, 1)):
        assert client.get(_adres("rapport", vreemd)).status_code == 404
    assert client.get(_adres("rijen", nu, "bestaat-niet")).status_code == 404


def test_rijen_van_een_cijfer_leiden_naar_hun_pagina() -> None:
    client, _ = _in("stuurgroep")
    beschrijving = maak_gepubliceerd(titel="Samen thuis", gepubliceerd_op=_in_vorig())
    maak_gepubliceerd(titel="Van nu")

    pagina = client.get(_adres("rijen", vorig(), "nieuw")).content.decode()

    assert f'href="{beschrijving.get_absolute_url()}">Samen thuis</a>' in pagina
    assert "Van nu" not in pagina


def test_wie_niet_alles_ziet_leest_van_werk_alleen_de_titel() -> None:
    stuurgroep, _ = _in("stuurgroep")
    leider, door = _in("projectleider")
    versie = maak_beschrijving(titel="Nog bezig")
    Logregel.objects.schrijf(versie, "begonnen", door=door, naar="concept")
    pad = _adres("rijen", lopend(), "stand-status-concept")
    adres = reverse("redactie:versie", args=[versie.pk])

    gelezen = {c: c.get(pad).content.decode() for c in (stuurgroep, leider)}

    assert "Nog bezig" in gelezen[stuurgroep]
    assert adres not in gelezen[stuurgroep]
    assert adres in gelezen[leider]


def test_abonnees_zijn_een_getal_zonder_namen() -> None:
    client, _ = _in("stuurgroep")
    maak_abonnee(email="lezer@example.nl")

    pagina = client.get(_adres("rijen", vorig(), "abonnees")).content.decode()

    assert "Daarvan tonen wij alleen het aantal" in pagina
    assert "lezer@" not in pagina


def test_opgeleverd_rapport_blijft_hetzelfde_wat_er_ook_gebeurt() -> None:
    client, _ = _in("projectleider")
    beschrijving = maak_gepubliceerd(titel="Toen", gepubliceerd_op=_in_vorig())
    _besluit("Eerst wonen")
    adres = _adres("opleveren", vorig())

    antwoord = client.post(adres, {"gebeurd": "Een goed halfjaar."})

    rapport = Rapport.objects.get()
    assert antwoord.headers["Location"] == rapport.get_absolute_url()
    eerst = _alles(client, rapport)
    maak_gepubliceerd(gepubliceerd_op=_in_vorig())
    _besluit("Later vastgelegd")
    Beschrijving.objects.filter(pk=beschrijving.pk).update(titel="Nu")
    assert _alles(client, rapport) == eerst
    pagina, rijen, _, _ = eerst
    assert "Een goed halfjaar." in pagina
    assert "Deze cijfers staan vast" in pagina
    assert "Eerst wonen" in pagina
    assert "Toen" in rijen
    geteld = stand_van(vorig(), timezone.now()).cijfer("nieuw")
    assert geteld
    assert geteld.waarde == 2


def _main(response: Any) -> str:
    """The page without its head, where every answer has a code of its own."""
    return str(response.content.decode().partition("<main")[2])


def _alles(client: Client, rapport: Rapport) -> tuple[str, str, str, str]:
    """What a later look shows, on the pages and in the files."""
    client.get(rapport.get_absolute_url())  # the message of the step is gone after this
    halfjaar = Halfjaar(rapport.jaar, rapport.helft)
    vers = Rapport.objects.get(pk=rapport.pk)
    assert vers.cijfers is not None
    stand = uit_json(vers.cijfers)
    boek = client.get(_adres("xlsx", halfjaar)).content
    teksten = zipfile.ZipFile(io.BytesIO(boek))
    return (
        _main(client.get(rapport.get_absolute_url())),
        _main(client.get(_adres("rijen", halfjaar, "nieuw"))),
        invoer(halfjaar, stand, vers)["gegevens"],
        "".join(
            teksten.read(naam).decode() for naam in sorted(teksten.namelist()) if "sheet" in naam
        ),
    )


def test_wat_wordt_bewaard_is_wat_er_werd_geteld() -> None:
    maak_gepubliceerd(gepubliceerd_op=_in_vorig())
    maak_masterclass(begin=_in_vorig())
    _besluit()
    nu = timezone.now()

    rapport = lever_op(halfjaar=vorig(), verhaal={}, door=maak_gebruiker(rollen=["projectleider"]))

    vers = Rapport.objects.get(pk=rapport.pk)
    assert vers.cijfers is not None
    bewaard, geteld = uit_json(vers.cijfers), stand_van(vorig(), nu)
    assert (bewaard.groepen, bewaard.besluiten, bewaard.rijen) == (
        (geteld.groepen, geteld.besluiten, geteld.rijen)
    )
    assert als_json(bewaard).keys() == vers.cijfers.keys()
    assert Logregel.objects.over(rapport).get().wat == "rapport-opgeleverd"


def test_een_lopend_halfjaar_wordt_niet_opgeleverd() -> None:
    client, door = _in("projectleider")
    halfjaar = lopend()

    with pytest.raises(RuleViolation, match="loopt nog"):
        lever_op(halfjaar=halfjaar, verhaal={}, door=door)

    assert not Rapport.objects.exists()
    pagina = client.get(_adres("opleveren", halfjaar)).content.decode()
    assert "loopt nog" in pagina
    assert "Bewaar als concept" in pagina
    assert "Lever het rapport op" not in pagina


def test_een_rapport_wordt_een_keer_opgeleverd() -> None:
    door = maak_gebruiker(rollen=["projectleider"])
    eerste = lever_op(halfjaar=vorig(), verhaal={"gebeurd": "Zo was het."}, door=door)

    with pytest.raises(RuleViolation, match="leverde dit rapport al op"):
        lever_op(halfjaar=vorig(), verhaal={"gebeurd": "Anders."}, door=door)

    assert Rapport.objects.get() == eerste
    assert Logregel.objects.filter(wat="rapport-opgeleverd").count() == 1


def test_de_stuurgroep_levert_niet_op() -> None:
    with pytest.raises(Verboden, match="projectleider"):
        lever_op(halfjaar=vorig(), verhaal={}, door=maak_gebruiker(rollen=["stuurgroep"]))


@pytest.mark.parametrize(
    "doe", [lambda rijen: rijen.update(gebeurd="Anders."), lambda rijen: rijen.delete()]
)
def test_de_database_weigert_een_opgeleverd_rapport_te_wijzigen(
    doe: Callable[[Any], object],
) -> None:
    door = maak_gebruiker(rollen=["projectleider"])
    rapport = lever_op(halfjaar=vorig(), verhaal={}, door=door)

    with pytest.raises(IntegrityError, match="opgeleverd rapport"), transaction.atomic():
        doe(Rapport.objects.filter(pk=rapport.pk))

    rapport.refresh_from_db()
    assert rapport.gebeurd == ""


def test_een_concept_is_bewaard_en_pas_na_oplevering_te_lezen_met_een_mail() -> None:
    leider, wie_leidt = _in("projectleider")
    stuurgroep, lid = _in("stuurgroep")
    adres, pagina = _adres("opleveren", lopend()), _adres("rapport", lopend())
    tekst = {"gebeurd": "Wij begonnen.", "gevraagd": "Kies een thema.", "actie": "concept"}

    leider.post(adres, tekst)

    assert "Wij begonnen." in leider.get(adres).text
    assert "Wij begonnen." in leider.get(pagina).text
    assert "Wij begonnen." not in stuurgroep.get(pagina).text
    with time_machine.travel(einde_van_dag(lopend().laatste) + timedelta(hours=2), tick=False):
        leider.force_login(wie_leidt)
        stuurgroep.force_login(lid)
        stand = {"kenmerk": leider.get(adres).context["kenmerk"], "komt": "Twee tranches."}
        oud = leider.post(adres, {**tekst, "actie": "", "gebeurd": "Oud."})
        leider.post(adres, {**tekst, **stand, "actie": ""})
        gelezen = stuurgroep.get(pagina).text

    assert oud.status_code == 409
    for zin in ("Wat er gebeurde", "Wij begonnen.", "Twee tranches.", "Kies een thema."):
        assert zin in gelezen
    (mail,) = Bericht.objects.filter(aan=lid.email)
    assert "Kies een thema." in mail.tekst
    assert pagina in mail.tekst


def test_pdf_is_toegankelijk_en_verdraagt_elke_tekst() -> None:
    client, _ = _in("stuurgroep")
    maak_gepubliceerd(titel="#let x = 1 \N{PILE OF POO}", gepubliceerd_op=_in_vorig())
    maak_thema("raar", name="[*thema*] <b>")
    _besluit("$x$ _en_ @meer")

    antwoord = client.get(_adres("pdf", vorig()))

    assert antwoord.headers["Content-Type"] == "application/pdf"
    assert antwoord.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in antwoord.content
    assert b"pdfuaid" in antwoord.content


def test_rekenblad_heeft_elk_cijfer_en_elke_rij() -> None:
    maak_gepubliceerd(titel="=1+1", gepubliceerd_op=_in_vorig())
    stand = stand_van(vorig(), timezone.now())

    gemaakt = {blad.naam: list(blad.rijen) for blad in bladen(vorig(), stand, None)}

    cijfers = sum(len(groep.cijfers) for groep in stand.groepen)
    assert len(gemaakt["Cijfers"]) == cijfers
    assert len(gemaakt["Rijen"]) == sum(len(cijfer.rijen) for cijfer in stand.cijfers())
    assert ["Nieuw in de kennisbank", "=1+1"] in [rij[:2] for rij in gemaakt["Rijen"]]


def test_dashboard_noemt_opgeleverde_en_open_rapporten() -> None:
    client, door = _in("projectleider")
    lever_op(halfjaar=vorig(), verhaal={}, door=door)

    response = client.get(reverse("rapportage:dashboard"))

    rapporten = dict(response.context["rapporten"])
    assert rapporten[vorig()].opgeleverd_door == door
    assert rapporten[vorig().vorige] is None
    assert len(rapporten) == 4


def test_de_begroting_staat_in_het_rapport_en_vast_na_opleveren() -> None:
    client, door = _in("projectleider")
    pad = _adres("begroting", vorig())
    rij = {"posten-0-activiteit": "Masterclasses", "posten-0-gepland": "1.000"}
    ingevuld = {"posten-aantal": "1", "kenmerk": client.get(pad).context["kenmerk"], **rij}

    fout = client.post(pad, {**ingevuld, "posten-0-gepland": "veel"})
    client.post(pad, {**ingevuld, "posten-0-besteed": ""})

    assert "Schrijf een getal" in fout.text
    stand = client.get(_adres("rapport", vorig())).context["weergave"].stand
    assert (stand.cijfer("begroot").waarde, stand.cijfer("besteed").waarde) == (1000, None)
    assert "Masterclasses" in client.get(_adres("rijen", vorig(), "begroot")).text
    dubbel = {"posten-1-activiteit": "Masterclasses", "posten-1-gepland": "1"}
    nieuw = client.get(pad).context["kenmerk"]
    twee = client.post(pad, {**ingevuld, **dubbel, "posten-aantal": "2", "kenmerk": nieuw})
    oud = client.post(pad, ingevuld)
    assert (twee.status_code, oud.status_code) == (409, 409)
    assert "twee keer" in twee.text
    assert "Een collega wijzigde de begroting" in oud.text
    gelezen = kenmerk(Rapport.objects.get(), VERHAAL)
    assert lever_op(halfjaar=vorig(), verhaal={}, kenmerk=gelezen, door=door).cijfers
    erna = client.post(pad, {**ingevuld, "kenmerk": nieuw})
    assert (erna.status_code, Begrotingspost.objects.get().gepland) == (409, 1000)


def test_alleen_wie_oplevert_schrijft_de_begroting() -> None:
    client, door = _in("stuurgroep")

    assert client.get(_adres("begroting", vorig())).status_code == 403
    with pytest.raises(Verboden):
        bewaar_begroting(halfjaar=vorig(), posten=[], kenmerk="", door=door)
