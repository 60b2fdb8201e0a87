"""The generated form: it covers the whole format, and gives back what it was given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import CheckboxInput
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from basis.velden import als_html
from gebruikers.models import Gebruiker
from innovaties.actions.versies import ruw
from innovaties.formaat import VELD
from innovaties.keuzelijsten import Soort, Status
from innovaties.lezen.namen_zoeken import Namen
from innovaties.models import Beschrijving, Element, Materiaal
from logboek.models import Logregel
from organisaties.models import Organisatie
from redactie.forms.sectie import SECTIES, SectieFormulier, velden_van
from tests.innovaties import vol
from tests.maak import (
    maak_gebruiker,
    maak_organisatie,
    maak_thema,
    maak_trefwoord,
    maak_volledig,
    met_partij,
)
from werkplek.rijen import aantal_rijen, zet_rijen

pytestmark = pytest.mark.django_db


def concept_met_alles() -> Beschrijving:
    versie = vol.maak_volledig()
    Beschrijving.objects.filter(pk=versie.pk).update(
        status=Status.CONCEPT, gepubliceerd_op=None, gepubliceerd_door=None
    )
    return Beschrijving.objects.get(pk=versie.pk)


def zoals_getoond(versie: Beschrijving, sectie: str) -> QueryDict:
    """What a browser posts when nobody touches the page."""
    formulier = SectieFormulier(SECTIES[sectie], versie)
    data = QueryDict(mutable=True)
    data["kenmerk"] = formulier.kenmerk
    vakken = [*formulier]
    for naam, rijen in formulier.tabellen.items():
        data[f"{naam}-aantal"] = str(len(rijen.rijen))
        vakken += [vak for rij in rijen.rijen for vak in rij]
        for rij in rijen.rijen:
            data[f"{rij.prefix}-bestand_nu"] = rij.bestand_nu
    for vak in vakken:
        waarde = vak.value()
        if isinstance(vak.field.widget, CheckboxInput):
            data.setlist(vak.html_name, ["on"] if waarde else [])
        elif isinstance(waarde, list):
            data.setlist(vak.html_name, waarde)
        elif vak.name != "bestand":
            tekst = vak.field.widget.format_value(waarde)
            tekst = tekst[0] if isinstance(tekst, list) else tekst
            data[vak.html_name] = (tekst or "").replace("\n", "\r\n")
    return data


def post(
    versie: Beschrijving, sectie: str, anders: Mapping[str, Any], *, door: Gebruiker | None = None
) -> SectieFormulier:
    """The form of `sectie` with `anders` typed over what it showed, saved with the button."""
    data, bestanden = zoals_getoond(versie, sectie), MultiValueDict[str, Any]()
    for naam, waarde in anders.items():
        if isinstance(waarde, SimpleUploadedFile):
            bestanden[naam] = waarde
        else:
            data.setlist(naam, waarde if isinstance(waarde, list) else [waarde])
    formulier = SectieFormulier(SECTIES[sectie], versie, data, bestanden)
    formulier.bewaar(door=door or maak_gebruiker(rollen=["kennismakelaar"]), maak_nieuw=True)
    return formulier


def opnieuw(versie: Beschrijving) -> Beschrijving:
    return Beschrijving.objects.get(pk=versie.pk)


def test_het_formulier_kent_elk_veld_van_het_formaat() -> None:
    versie = maak_volledig(soort=Soort.GEWENST)

    formulieren = [SectieFormulier(sectie, versie) for sectie in SECTIES.values()]
    gevonden = [naam for f in formulieren for naam in (*f.fields, *f.tabellen)]

    gevraagd = [veld for veld in VELD.values() if veld.alleen != Soort.GENOEMD]
    assert sorted(gevonden) == sorted(veld.naam for veld in gevraagd)


def test_wat_bij_gewenst_hoort_staat_niet_bij_bestaand() -> None:
    namen = [v.naam for s in SECTIES.values() for v in velden_van(s, Soort.BESTAAND)]

    assert "gezochte_partners" not in namen


@pytest.mark.parametrize("sectie", SECTIES)
def test_ongewijzigd_bewaren_laat_geen_spoor_na(sectie: str) -> None:
    versie = concept_met_alles()
    voor = {naam: ruw(versie, naam) for naam in VELD}

    formulier = post(versie, sectie, {})

    assert not formulier.fouten
    assert {naam: ruw(opnieuw(versie), naam) for naam in VELD} == voor
    assert not Logregel.objects.filter(wat="gewijzigd").exists()


@pytest.mark.parametrize("sectie", SECTIES)
def test_elk_veld_komt_door_een_leeg_formulier_heen(sectie: str) -> None:
    vol_, leeg = concept_met_alles(), maak_volledig(soort=Soort.GEWENST)
    data = zoals_getoond(vol_, sectie)
    data["kenmerk"] = SectieFormulier(SECTIES[sectie], leeg).kenmerk
    data["illustraties-aantal"] = "0"  # the file of another description is not for the asking

    formulier = SectieFormulier(SECTIES[sectie], leeg, data)
    formulier.bewaar(door=maak_gebruiker(rollen=["kennismakelaar"]), maak_nieuw=True)

    assert not formulier.fouten
    for veld in velden_van(SECTIES[sectie], Soort.GEWENST):
        if veld.naam != "illustraties":
            assert ruw(opnieuw(leeg), veld.naam) == ruw(vol_, veld.naam), veld.naam


def test_wat_goed_is_wordt_bewaard_naast_wat_fout_is() -> None:
    versie = maak_volledig(start="2024")

    formulier = post(versie, "in-het-kort", {"kern": "Nieuw.", "start": "gisteren"})

    assert formulier.fouten.keys() == {"start"}
    assert (opnieuw(versie).kern, opnieuw(versie).start) == ("Nieuw.", "2024")
    assert Logregel.objects.get(wat="gewijzigd").velden == ["kern"]
    assert formulier["start"].value() == "gisteren"


@pytest.mark.parametrize(
    ("sectie", "anders", "velden_", "uitleg"),
    [
        ("in-het-kort", {"stopreden": "regels"}, {"stopreden"}, "hoort alleen bij de fase"),
        ("in-het-kort", {"einde": "2001"}, {"einde"}, "ligt voor de start"),
        ("in-het-kort", {"titel": " "}, {"titel"}, "Vul dit in"),
        ("in-het-kort", {"fase": "onzin"}, {"fase"}, "Maak een keuze"),
        ("in-het-kort", {"themas": ["onbekend"]}, {"themas"}, "uit de lijst"),
        ("in-het-kort", {"wetten": ["onbekend"]}, {"wetten"}, "uit de lijst"),
        ("wat-nodig-is", {"bereik": "25"}, {"bereik"}, "niet allebei"),
        ("wat-nodig-is", {"bereik": "9999999999"}, {"bereik"}, "te groot"),
        ("wat-u-doet", {"ervaring": ["geen", "uitvoeren"]}, {"ervaring"}, "Geen inzet"),
        ("contact", {"contact_zichtbaarheid": "openbaar"}, {"contact_zichtbaarheid"}, "Noteer"),
        ("wat-u-doet", {"aanpak": "<p>" + "é" * 5001 + "</p>"}, {"aanpak"}, "1 tekens te lang"),
    ],
)
def test_een_geweigerde_waarde_wordt_bij_haar_veld_uitgelegd(
    sectie: str, anders: dict[str, Any], velden_: set[str], uitleg: str
) -> None:
    versie = maak_volledig()

    formulier = post(versie, sectie, anders)

    assert formulier.fouten.keys() == velden_
    assert all(uitleg in fout for fout in formulier.fouten.values())
    assert not Logregel.objects.filter(wat="gewijzigd").exists()


def test_zoveel_tekens_als_de_database_toelaat_past() -> None:
    formulier = post(versie := maak_volledig(), "wat-u-doet", {"aanpak": "é" * 5000})

    assert not formulier.fouten
    assert opnieuw(versie).aanpak == f"<p>{'é' * 5000}</p>"


def test_platte_tekst_wordt_alineas_en_opmaak_blijft_veilig() -> None:
    assert als_html("Een < twee\nverder.\n\n\nDrie.") == "<p>Een &lt; twee verder.</p><p>Drie.</p>"
    vuil = '<p onclick="x()">Ja<script>alert(1)</script> <a href="javascript:x()">nee</a></p>'

    post(versie := maak_volledig(), "zelf-beginnen", {"tips": vuil})

    assert "<p>Ja" in opnieuw(versie).tips
    assert not any(w in opnieuw(versie).tips for w in ("script", "onclick", "alert"))


def test_getallen_zoals_mensen_ze_schrijven() -> None:
    versie = maak_volledig(cijfers_onbekend=[])

    post(versie, "wat-nodig-is", {"kosten_per_jaar": "125.000", "uren_per_week": "12,5"})

    assert (opnieuw(versie).kosten_per_jaar, float(opnieuw(versie).uren_per_week or 0)) == (
        125000,
        12.5,
    )


def test_themas_en_trefwoorden_hebben_een_grens_en_een_spelling() -> None:
    maak_trefwoord("Wijkteam")
    themas = [maak_thema(f"thema-{nummer}").slug for nummer in range(4)]

    formulier = post(
        versie := maak_volledig(),
        "in-het-kort",
        {"themas": themas, "trefwoorden": "wijkteam, nieuw  woord , NIEUW woord"},
    )

    assert "hoogstens 3" in formulier.fouten["themas"]
    assert sorted(opnieuw(versie).trefwoorden.names()) == ["NIEUW woord", "Wijkteam"]


def test_rijen_erbij_verplaatsen_en_weg_verliezen_niets() -> None:
    data = QueryDict("partijen-aantal=2&partijen-0-inbreng=a&partijen-1-inbreng=b&titel=T").copy()
    leeg: MultiValueDict[str, Any] = MultiValueDict()

    def rijen(actie: str) -> tuple[list[str | None], str | None]:
        na, _ = zet_rijen(data, leeg, actie)
        aantal = aantal_rijen(na, "partijen")
        return [na.get(f"partijen-{n}-inbreng") for n in range(aantal)], na.get("titel")

    assert rijen("partijen:erbij") == (["a", "b", None], "T")
    assert rijen("partijen:omhoog:1") == (["b", "a"], "T")
    assert rijen("partijen:omlaag:0") == (["b", "a"], "T")
    assert rijen("partijen:omhoog:0") == (["a", "b"], "T")
    assert rijen("partijen:weg:0") == (["b"], "T")
    assert rijen("partijen:weg:x") == (["a", "b"], "T")


def test_een_bekende_naam_wordt_herkend_wat_erop_lijkt_gevraagd_en_nieuw_gemaakt() -> None:
    bekend = maak_organisatie("Stichting De Brug")
    versie = maak_volledig(partijen=[])
    rij = {"partijen-aantal": "1", "partijen-0-rol": "gemeente"}

    post(versie, "wie-doen-mee", {**rij, "partijen-0-organisatie": "stichting de  BRÜG"})
    assert [p.organisatie for p in opnieuw(versie).partijen.all()] == [bekend]

    lijkt = {**rij, "partijen-0-organisatie": "Stichting de Brugg"}
    formulier = post(versie := opnieuw(versie), "wie-doen-mee", lijkt)
    (vak,) = formulier.tabellen["partijen"].rijen
    assert "partijen" in formulier.fouten
    assert vak.kandidaten == [bekend]
    assert not Organisatie.objects.filter(naam__endswith="Brugg").exists()

    gekozen = {**lijkt, "partijen-0-naam_keuze": bekend.slug, "partijen-0-rol": "verzekeraar"}
    post(versie, "wie-doen-mee", gekozen)
    assert not Organisatie.objects.filter(naam__endswith="Brugg").exists()

    post(versie := opnieuw(versie), "wie-doen-mee", {**lijkt, "partijen-0-naam_keuze": "nieuw"})
    assert [p.organisatie.naam for p in opnieuw(versie).partijen.all()] == ["Stichting de Brugg"]

    geheel = {**rij, "partijen-0-organisatie": "Windmolen"}
    post(versie := opnieuw(versie), "wie-doen-mee", geheel)
    assert [p.organisatie.naam for p in opnieuw(versie).partijen.all()] == ["Windmolen"]


def test_een_dubbele_rij_wordt_uitgelegd_en_maakt_geen_organisatie() -> None:
    versie = maak_volledig(partijen=[])
    rijen = {
        f"partijen-{n}-{k}": w
        for n in (0, 1)
        for k, w in {"organisatie": "Nieuwe Club", "rol": "gemeente"}.items()
    }

    formulier = post(versie, "wie-doen-mee", {"partijen-aantal": "2", **rijen})

    assert formulier.fouten == {"partijen": "Deze organisatie staat er al in deze rol."}
    assert not Organisatie.objects.filter(naam="Nieuwe Club").exists()


def test_nieuwe_namen_krijgen_een_eigen_webnaam() -> None:
    maak_organisatie("Iets anders", slug="de-brug")

    namen = Namen(Organisatie)

    assert namen.nieuw("De Brug").slug == "de-brug-2"
    assert namen.nieuw("de  brug") is namen.nieuw("De Brug")
    assert isinstance(Namen(Element).nieuw("!"), Element)


def test_een_bestand_gaat_mee_blijft_en_komt_niet_van_een_ander() -> None:
    versie = maak_volledig()
    rij = {"materialen-aantal": "1", "materialen-0-titel": "Foto"}
    plaatje = SimpleUploadedFile("foto.png", _png(), "image/png")

    formulier = post(versie, "zelf-beginnen", {**rij, "materialen-0-bestand": plaatje})
    assert not formulier.fouten
    materiaal = Materiaal.objects.get()
    assert formulier.tabellen["materialen"].rijen[0].bestand_nu == materiaal.bestand.name

    post(versie := opnieuw(versie), "zelf-beginnen", {"materialen-0-titel": "Beeld"})
    assert Materiaal.objects.get().bestand.name == materiaal.bestand.name
    assert Materiaal.objects.get().titel == "Beeld"

    gestolen = {**rij, "materialen-0-bestand_nu": materiaal.bestand.name}
    formulier = post(maak_volledig(), "zelf-beginnen", gestolen)
    assert "materialen" in formulier.fouten
    assert Materiaal.objects.count() == 1


def _png() -> bytes:
    from io import BytesIO  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415

    uit = BytesIO()
    Image.new("RGB", (2, 2)).save(uit, "PNG")
    return uit.getvalue()


def test_een_collega_staat_alleen_in_de_weg_bij_hetzelfde_veld() -> None:
    versie = maak_volledig()
    mijn = zoals_getoond(versie, "in-het-kort")
    collega = maak_gebruiker(rollen=["kennismakelaar"], naam="Sam")
    post(versie, "in-het-kort", {"kern": "Van Sam.", "gemeenten": "Assen"}, door=collega)

    mijn["kern"], mijn["titel"] = "Van mij.", "Mijn titel"
    formulier = SectieFormulier(SECTIES["in-het-kort"], opnieuw(versie), mijn)
    formulier.bewaar(door=maak_gebruiker(rollen=["kennismakelaar"]), maak_nieuw=True)

    assert formulier.conflicten.keys() == {"kern"}
    nu = opnieuw(versie)
    assert (nu.kern, nu.titel, nu.gemeenten) == ("Van Sam.", "Mijn titel", "Assen")

    mijn["kenmerk"] = formulier.kenmerk
    formulier = SectieFormulier(SECTIES["in-het-kort"], nu, mijn)
    formulier.bewaar(door=maak_gebruiker(rollen=["kennismakelaar"]), maak_nieuw=True)
    assert opnieuw(versie).kern == "Van mij."


def test_wie_hetzelfde_nog_eens_stuurt_bewaart_niets() -> None:
    versie = maak_volledig(partijen=[met_partij("De Brug")])
    data = zoals_getoond(versie, "wie-doen-mee")
    data["partijen-0-inbreng"] = "Tijd"
    for _ in range(2):
        formulier = SectieFormulier(SECTIES["wie-doen-mee"], opnieuw(versie), data)
        formulier.bewaar(door=maak_gebruiker(rollen=["kennismakelaar"]), maak_nieuw=True)
        assert not formulier.conflicten

    assert Logregel.objects.filter(wat="gewijzigd").count() == 1
    assert json.loads(formulier.kenmerk).keys() == {"partijen"}
