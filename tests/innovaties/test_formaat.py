"""The format is declared once, and whole."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, models, transaction

from innovaties.formaat import TREFWOORDEN, VELD, onderdelen
from innovaties.formaat.onderdelen import Veld, Vereist, Zichtbaar
from innovaties.formaat.soorten import Keuze, PerSoort, Rijen, Tekst, Veldsoort
from innovaties.keuzelijsten import Soort
from innovaties.lezen.persoonsgegevens import controleer, kolom_lijkt_persoonlijk
from innovaties.lezen.volledigheid import ontbreekt
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving, Regel
from tests.innovaties import vol
from tests.maak import maak_beschrijving, maak_regio

VAN_DE_WERKWIJZE = {
    *("id", "innovatie", "versie", "status", "gewijzigd_op", "gewijzigd_door"),
    *("gepubliceerd_op", "gepubliceerd_door"),
}


def test_de_onderdelen_zijn_genummerd_van_1_tot_en_met_34() -> None:
    assert [onderdeel.nummer for onderdeel in onderdelen()] == list(range(1, 35))


def test_elk_veld_van_het_model_staat_eenmaal_in_het_formaat() -> None:
    gedeclareerd = [veld.naam for veld in VELD.values()]
    van_het_model = {veld.name for veld in Beschrijving._meta.get_fields() if not veld.auto_created}
    regels = {veld.name for veld in Beschrijving._meta.related_objects if _is_regel(veld)}

    assert len(gedeclareerd) == len(set(gedeclareerd))
    assert set(gedeclareerd) == (van_het_model - VAN_DE_WERKWIJZE) | regels


def _is_regel(relatie: object) -> bool:
    model = getattr(relatie, "related_model", None)
    return isinstance(model, type) and issubclass(model, Regel)


def test_elke_regel_heeft_kolommen_met_een_naam_voor_lezers() -> None:
    tabellen = [veld.soort for veld in VELD.values() if isinstance(veld.soort, Rijen)]

    assert len(tabellen) == 9
    for soort in tabellen:
        assert all(kolom.label for kolom in soort.kolommen)


@pytest.mark.django_db
def test_een_veld_is_gevuld_als_een_pagina_er_iets_zegt() -> None:
    leeg = maak_beschrijving(titel="Leeg", kosten_per_jaar=0, cijfers_onbekend=["bereik"])

    for beschrijving in (leeg, vol.maak_volledig()):
        for naam, veld in VELD.items():
            zegt_iets = bool(veld.soort.waarde(beschrijving))
            assert veld.soort.is_gevuld(beschrijving) == zegt_iets, naam


@pytest.mark.django_db
def test_elke_soort_geeft_terug_wat_zij_kaal_maakte() -> None:
    volledig = vol.maak_volledig()

    for soort in (veld.soort for veld in VELD.values()):
        kaal = json.loads(json.dumps(soort.ruw(soort.haal(volledig))))

        assert kaal or soort.naam in ("cijfers_onbekend", "bekend")
        assert soort.ruw(soort.uit_ruw(kaal)) == kaal, soort.naam


def test_een_nieuwe_soort_heeft_overal_de_helft_van_wat_zij_is() -> None:
    class Kleur(Tekst):
        pass

    helften = PerSoort({Veldsoort: "anders", Tekst: "tekst", Keuze: "keuze"})
    titel = VELD["titel"]

    assert helften.van(Kleur(titel.soort.doel, titel)) == "tekst"
    assert helften.van(VELD["fase"].soort) == "keuze"
    assert helften.van(VELD["aanpak"].soort) == "anders"


def test_wie_een_veld_ziet_staat_bij_het_veld() -> None:
    per = {keuze: {v.naam for v in VELD.values() if v.zichtbaar is keuze} for keuze in Zichtbaar}

    assert per[Zichtbaar.MET_TOESTEMMING] == {"contact_naam", "contact_email"}
    assert per[Zichtbaar.REDACTIE] == {
        *("contact_zichtbaarheid", "contact_toestemming_op", "contact_toestemming_door"),
        *("praktijkverhaal_toestemming", "cijfers_onbekend"),
    }


@pytest.mark.parametrize(
    "kolom",
    [
        models.CharField(name="contact_telefoon"),
        models.CharField(name="naam_voorzitter"),
        models.CharField("E-mail voor vragen", name="vragen"),
        models.EmailField(name="vragen_aan"),
        models.BooleanField("de verteller gaf toestemming", name="mag"),
    ],
    ids=lambda kolom: kolom.name,
)
def test_een_kolom_over_een_mens_wordt_herkend(kolom: models.Field[Any, Any]) -> None:
    assert kolom_lijkt_persoonlijk(kolom)
    assert not kolom_lijkt_persoonlijk(models.CharField("aantal plaatsen", name="plaatsen"))


@pytest.mark.parametrize(
    "veld", [Veld("contact_email"), Veld("contact_naam"), Veld("gemeenten", "Naam van de buurman")]
)
def test_een_persoonsgegeven_zonder_keuze_houdt_de_site_tegen(veld: Veld) -> None:
    with pytest.raises(ImproperlyConfigured, match=veld.naam):
        controleer([Veld("kern"), veld])

    for keuze in Zichtbaar:
        controleer([replace(veld, zichtbaar=keuze)])


BEGIN = """
import django
from innovaties import formaat
from innovaties.formaat.onderdelen import Veld
formaat.VELD["{naam}"] = Veld("{naam}")
django.setup()
"""


@pytest.mark.parametrize(("naam", "begint"), [("trefwoorden", True), ("contact_email", False)])
def test_de_site_toetst_haar_formaat_als_zij_begint(naam: str, begint: bool) -> None:  # noqa: FBT001
    gedaan = subprocess.run(
        [sys.executable, "-c", BEGIN.format(naam=naam)],
        cwd=settings.BASE_DIR,
        check=False,
        capture_output=True,
        text=True,
    )

    assert (gedaan.returncode == 0) is begint, gedaan.stderr
    assert ("Who may see contact_email?" in gedaan.stderr) is not begint


@pytest.mark.parametrize("onderdeel", list(onderdelen()), ids=lambda o: str(o.nummer))
def test_voor_een_gewenste_innovatie_zijn_14_tot_en_met_28_nooit_verplicht(onderdeel) -> None:  # type: ignore[no-untyped-def]
    vereist = onderdeel.verplicht_vanaf(Soort.GEWENST)

    if 14 <= onderdeel.nummer <= 28:
        assert vereist is Vereist.NOOIT
    else:
        assert vereist is onderdeel.vereist


def test_gezochte_partners_zijn_alleen_verplicht_bij_gewenst() -> None:
    (onderdeel,) = [o for o in onderdelen() if o.nummer == 32]

    assert onderdeel.verplicht_vanaf(Soort.BESTAAND) is Vereist.NOOIT
    assert onderdeel.verplicht_vanaf(Soort.GEWENST) is Vereist.INDIENEN


@pytest.mark.django_db
def test_ontbreekt_noemt_wat_er_bij_indienen_en_bij_publiceren_mist() -> None:
    beschrijving = maak_beschrijving(
        wetten=["zvw"], aanpak="<p>Elke week.</p>", schaal="regio", regios=[maak_regio()]
    )
    geladen = voor_weergave(Beschrijving.objects.all()).get(pk=beschrijving.pk)

    bij_indienen = {onderdeel.nummer for onderdeel in ontbreekt(geladen, Vereist.INDIENEN)}
    bij_publiceren = {onderdeel.nummer for onderdeel in ontbreekt(geladen, Vereist.PUBLICEREN)}

    assert bij_indienen == {4, 5, 11, 13, 19, 33}
    assert bij_publiceren == bij_indienen | {3, 6, 9, 10, 12, *range(16, 18), *range(20, 29)}


@pytest.mark.django_db
def test_een_onbekend_cijfer_telt_als_ingevuld() -> None:
    beschrijving = maak_beschrijving(bereik=470, cijfers_onbekend=["kosten", "uren"])

    nummers = {onderdeel.nummer for onderdeel in ontbreekt(beschrijving, Vereist.PUBLICEREN)}

    assert 25 not in nummers


@pytest.mark.django_db
def test_landelijk_heeft_geen_regio_nodig_en_een_wijk_wel() -> None:
    landelijk, wijk = maak_beschrijving(schaal="landelijk"), maak_beschrijving(schaal="wijk")

    assert 8 not in {o.nummer for o in ontbreekt(landelijk, Vereist.INDIENEN)}
    assert 8 in {o.nummer for o in ontbreekt(wijk, Vereist.INDIENEN)}


def test_trefwoorden_staan_naast_het_formaat() -> None:
    assert TREFWOORDEN not in [veld for onderdeel in onderdelen() for veld in onderdeel.velden]


@pytest.mark.django_db
def test_gewone_taal_heeft_hoogstens_120_woorden() -> None:
    plan = maak_beschrijving(gewone_taal="woord " * 120)

    with pytest.raises(IntegrityError, match="gewone_taal_woorden"), transaction.atomic():
        Beschrijving.objects.filter(pk=plan.pk).update(gewone_taal="woord " * 121)
