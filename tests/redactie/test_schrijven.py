"""The pages on which a description is begun and written."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gebruikers.models import Gebruiker
from innovaties.formaat import FORMAAT
from innovaties.keuzelijsten import Soort, Status
from innovaties.models import Beschrijving, Succesfactor
from logboek.models import Logregel
from organisaties.models import Organisatie
from redactie.actions.schrijven import bewaar, meld_bezig
from redactie.models import Schrijver
from tests.maak import (
    maak_beschrijving,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    maak_thema,
    maak_volledig,
    met_element,
    met_partij,
)
from tests.redactie.test_formulier import concept_met_alles, zoals_getoond

pytestmark = pytest.mark.django_db

SECTIES = [sectie.slug for sectie in FORMAAT]


def binnen(client: Client, *rollen: str, **velden: Any) -> Gebruiker:
    gebruiker = maak_gebruiker(rollen=list(rollen or ["kennismakelaar"]), **velden)
    client.force_login(gebruiker)
    return gebruiker


def adres(versie: Beschrijving, sectie: str = "in-het-kort") -> str:
    return reverse("redactie:schrijven", args=[versie.pk, sectie])


def opnieuw(versie: Beschrijving) -> Beschrijving:
    return Beschrijving.objects.get(pk=versie.pk)


# --- beginning ---


def test_een_kennismakelaar_begint_met_alleen_een_titel(client: Client) -> None:
    gebruiker = binnen(client)

    client.get(reverse("redactie:begin"))
    antwoord = client.post(reverse("redactie:begin"), {"titel": "Buurtbed", "soort": "gewenst"})

    versie = Beschrijving.objects.get()
    assert antwoord.headers["Location"] == adres(versie)
    assert (versie.titel, versie.soort, versie.gewijzigd_door) == ("Buurtbed", "gewenst", gebruiker)


def test_een_indiener_kiest_uit_de_eigen_organisaties(client: Client) -> None:
    eigen, vreemd = maak_organisatie("Eigen"), maak_organisatie("Vreemd")
    binnen(client, "indiener").organisaties.add(eigen)

    pagina = client.get(reverse("redactie:begin")).text
    assert f'value="{eigen.pk}" selected' in pagina
    assert "Vreemd" not in pagina

    gegevens = {"titel": "Plan", "soort": "bestaand"}
    fout = client.post(reverse("redactie:begin"), {**gegevens, "organisatie": vreemd.pk})
    assert "Kies een organisatie uit de lijst." in fout.text
    client.post(reverse("redactie:begin"), {**gegevens, "organisatie": eigen.pk})
    assert Beschrijving.objects.get().innovatie.organisatie == eigen


def test_zonder_titel_begint_er_niets(client: Client) -> None:
    binnen(client)

    antwoord = client.post(reverse("redactie:begin"), {"titel": "", "soort": "gewenst"})

    assert "Vul dit in." in antwoord.text
    assert not Beschrijving.objects.exists()


def test_de_projectleider_begint_niets(client: Client) -> None:
    binnen(client, "projectleider")

    assert client.get(reverse("redactie:begin")).status_code == 403


# --- the page ---


@pytest.mark.parametrize("soort", [Soort.BESTAAND, Soort.GEWENST])
def test_elke_sectie_toont_haar_onderdelen_met_hulpvraag(client: Client, soort: Soort) -> None:
    binnen(client)
    versie = maak_volledig(soort=soort)

    for sectie in SECTIES:
        pagina = client.get(adres(versie, sectie)).text

        (vorm,) = [s for s in FORMAAT if s.slug == sectie]
        for onderdeel in vorm.onderdelen:
            verwacht = bool(onderdeel.velden) and onderdeel.geldt_voor(soort)
            assert (f'id="onderdeel-{onderdeel.naam}"' in pagina) is verwacht, onderdeel.naam
        assert ("trefwoorden" in pagina) is (sectie == "in-het-kort"), sectie


def test_wie_schrijft_wat_een_bron_noemt_krijgt_alleen_die_vragen(client: Client) -> None:
    binnen(client)
    versie = maak_beschrijving(soort=Soort.GENOEMD)

    kort = client.get(adres(versie, "in-het-kort"))
    bron = client.get(adres(versie, "wat-het-oplevert"))

    secties = ["in-het-kort", "waarom-en-voor-wie", "wat-het-oplevert"]
    assert [een["slug"] for een in kort.context["nav"]] == secties
    assert "Wat er bekend is" in kort.text
    for weg in ('name="niveaus"', 'name="fase"', 'name="schaal"'):
        assert weg not in kort.text
    assert "Genoemd" in kort.text
    assert 'name="onderbouwing"' not in bron.text
    assert client.get(adres(versie, "wat-nodig-is")).status_code == 404


def test_de_meter_telt_wat_nog_ontbreekt(client: Client) -> None:
    binnen(client)
    versie = maak_volledig(kern="", tips="", fase="")

    pagina = client.get(adres(versie)).text

    assert re.search(r"Nog <strong[^>]*>1</strong> onderdeel voor indienen", pagina)
    assert re.search(r"Nog <strong[^>]*>3</strong> voor publiceren", pagina)
    assert pagina.count("compleet") == len(SECTIES) - 2


def test_wie_de_versie_ook_open_heeft_staat_erbij(client: Client) -> None:
    gebruiker, collega = binnen(client), maak_gebruiker(naam="Sam", rollen=["kennismakelaar"])
    versie = maak_volledig()
    meld_bezig(versie=versie, door=collega)

    assert "Sam heeft deze beschrijving nu ook open" in client.get(adres(versie)).text
    bezig = Schrijver.objects.bezig(timezone.now()).filter(versie=versie)
    assert {s.gebruiker for s in bezig} >= {gebruiker, collega}


def test_het_voorbeeld_komt_uit_hetzelfde_thema_en_nooit_uit_een_concept(client: Client) -> None:
    binnen(client)
    wonen = maak_thema("wonen")
    maak_gepubliceerd(tips="<p>Ander thema.</p>", themas=[maak_thema("herstel")])
    maak_gepubliceerd(tips="<p>Zelfde thema.</p>", themas=[wonen])
    maak_volledig(tips="<p>Geheim concept.</p>", themas=[wonen])

    pagina = client.get(adres(maak_volledig(themas=[wonen]), "zelf-beginnen")).text

    assert "Zelfde thema." in pagina
    assert "Ander thema." not in pagina
    assert "Geheim concept." not in pagina


def test_een_vreemde_versie_bestaat_niet_en_een_projectleider_schrijft_niet(
    client: Client,
) -> None:
    versie = maak_volledig()
    binnen(client, "indiener")
    assert client.get(adres(versie)).status_code == 404
    assert client.post(adres(versie), {}).status_code == 404

    binnen(client, "projectleider")
    assert client.get(adres(versie)).status_code == 403
    assert client.post(adres(versie), {}).status_code == 403

    binnen(client)
    assert client.get(adres(versie, "bestaat-niet")).status_code == 404


@pytest.mark.parametrize(
    ("status", "uitleg"),
    [
        (Status.INGEDIEND, "kunt u haar terugnemen"),
        (Status.IN_BEOORDELING, "staat stil voor de beoordeling"),
        (Status.AFGEWEZEN, "is afgerond"),
    ],
)
def test_een_versie_die_stilstaat_legt_dat_uit_en_verliest_geen_tekst(
    client: Client, status: Status, uitleg: str
) -> None:
    binnen(client)
    versie = maak_volledig()
    data = zoals_getoond(versie, "in-het-kort")
    data["kern"] = "Te laat getypt."
    Beschrijving.objects.filter(pk=versie.pk).update(status=status)

    pagina = client.get(adres(versie)).text
    assert uitleg in pagina
    assert ("terugnemen" in pagina) == (status == Status.INGEDIEND)
    antwoord = client.post(adres(versie), data.dict())
    assert antwoord.status_code == 409
    assert "Te laat getypt." in antwoord.text
    assert opnieuw(versie).kern != "Te laat getypt."


# --- saving ---


def test_bewaren_gaat_verder_naar_de_volgende_sectie(client: Client) -> None:
    gebruiker = binnen(client)
    versie = maak_volledig()
    data = zoals_getoond(versie, "contact")
    data["contact_naam"], data["actie"] = "Het bureau", "wat-u-doet"

    antwoord = client.post(adres(versie, "contact"), data)

    assert antwoord.headers["Location"] == adres(versie, "wat-u-doet") + "?bewaard=contact"
    assert (opnieuw(versie).contact_naam, opnieuw(versie).gewijzigd_door) == (
        "Het bureau",
        gebruiker,
    )


def test_een_fout_houdt_alles_wat_getypt_is_op_de_bladzijde(client: Client) -> None:
    binnen(client)
    versie = maak_volledig()
    data = zoals_getoond(versie, "in-het-kort")
    data["start"], data["kern"] = "gisteren", "Goed."

    antwoord = client.post(adres(versie), data)

    assert 'value="gisteren"' in antwoord.text
    assert "Schrijf een jaar, maand of dag" in antwoord.text
    assert "Wat goed is, is bewaard." in antwoord.text
    assert opnieuw(versie).kern == "Goed."


def test_wie_zichzelf_tegenspreekt_leest_dat_naast_het_veld(client: Client) -> None:
    binnen(client)
    versie = maak_volledig(
        ervaring=["uitvoeren"],
        ervaring_toelichting="<p>De bron noemt voor hen geen rol.</p>",
        fase="idee",
        kern="Elke wijk heeft een team.",
    )

    doet = client.get(adres(versie, "wat-u-doet")).text
    kort = client.get(adres(versie, "in-het-kort")).text

    assert "de toelichting zegt: ‘De bron noemt voor hen geen rol.’" in doet
    assert "Dit is nog een plan, maar de kern zegt alsof het er is: ‘Elke wijk" in kort


def test_een_rij_erbij_bewaart_wat_er_staat_en_toont_een_lege(client: Client) -> None:
    binnen(client)
    versie = maak_volledig(succesfactoren=[Succesfactor(tekst="Een."), Succesfactor(tekst="Twee.")])
    data = zoals_getoond(versie, "wat-werkt")
    data["succesfactoren-1-tekst"], data["actie"] = "Twee, beter.", "succesfactoren:erbij"

    antwoord = client.post(adres(versie, "wat-werkt"), data)

    assert 'id="succesfactoren-2"' in antwoord.text
    assert [s.tekst for s in opnieuw(versie).succesfactoren.all()] == ["Een.", "Twee, beter."]

    data["actie"] = "succesfactoren:omhoog:1"
    data["kenmerk"] = antwoord.context["formulier"].kenmerk
    client.post(adres(versie, "wat-werkt"), data)
    assert [s.tekst for s in opnieuw(versie).succesfactoren.all()] == ["Twee, beter.", "Een."]


def test_een_rij_erbij_maakt_nog_geen_organisatie(client: Client) -> None:
    binnen(client)
    versie = maak_volledig(partijen=[])
    data = zoals_getoond(versie, "wie-doen-mee")
    data["partijen-aantal"], data["partijen-0-organisatie"] = "1", "Half get"
    data["partijen-0-rol"], data["actie"] = "gemeente", "partijen:erbij"

    antwoord = client.post(adres(versie, "wie-doen-mee"), data)

    assert "‘Half get’ kennen wij nog niet" in antwoord.text
    assert not Organisatie.objects.filter(naam="Half get").exists()


def test_twee_teksten_over_hetzelfde_staan_naast_elkaar(client: Client) -> None:
    binnen(client)
    versie = maak_volledig()
    data = zoals_getoond(versie, "in-het-kort")
    sam = maak_gebruiker(naam="Sam", rollen=["kennismakelaar"])
    bewaar(versie=versie, waarden={"kern": "Van Sam."}, door=sam)
    data["kern"] = "Van mij."

    antwoord = client.post(adres(versie), data)

    assert antwoord.status_code == 409
    assert "Tekst van Sam" in antwoord.text
    assert "Van Sam." in antwoord.text
    assert "Van mij." in antwoord.text
    data["kenmerk"] = antwoord.context["formulier"].kenmerk
    assert client.post(adres(versie), data).status_code == 302
    assert opnieuw(versie).kern == "Van mij."


# --- saving by itself ---


def bewaar_vanzelf(client: Client, versie: Beschrijving, sectie: str, data: Any) -> Any:
    return client.post(adres(versie, sectie), data, headers={"X-Autosave": "1"})


def test_vanzelf_bewaren_bewaart_wat_goed_is_en_zegt_wat_niet(client: Client) -> None:
    binnen(client)
    versie = maak_volledig(kern="", tips="")
    data = zoals_getoond(versie, "in-het-kort")
    data["kern"], data["start"], data["trefwoorden"] = "Nieuw.", "gisteren", "wijk"

    antwoord = bewaar_vanzelf(client, versie, "in-het-kort", data).json()

    assert antwoord["nog"] == {"indienen": 0, "publiceren": 1, "hier": 0, "opmerkingen": 0}
    assert antwoord["fouten"].keys() == {"id_start-fout"}
    assert opnieuw(versie).kern == "Nieuw."
    data["kenmerk"], data["start"] = antwoord["kenmerk"], "2020"
    assert not bewaar_vanzelf(client, versie, "in-het-kort", data).json()["fouten"]
    assert opnieuw(versie).start == "2020"


def test_wie_ongeveer_schrijft_leest_dat_alleen_het_getal_blijft(client: Client) -> None:
    binnen(client)
    versie = maak_volledig(cijfers_onbekend=[])
    data = zoals_getoond(versie, "wat-nodig-is")
    data["bereik"], data["peildatum"] = "ca. 40", "oktober 2019"

    antwoord = bewaar_vanzelf(client, versie, "wat-nodig-is", data).json()

    assert (opnieuw(versie).bereik, opnieuw(versie).peildatum) == (40, "2019-10")
    assert antwoord["waarschuwingen"]["kosten"] == [
        "Wij bewaren 40, zonder ‘ca.’. Zet dat erbij in een tekst."
    ]
    assert 'value="oktober 2019"' in client.get(adres(versie, "wat-nodig-is")).text


def test_wie_al_schrijft_hoort_dat_een_tweede_erbij_komt(client: Client) -> None:
    binnen(client)
    versie = maak_volledig()
    data = zoals_getoond(versie, "in-het-kort")
    alleen = bewaar_vanzelf(client, versie, "in-het-kort", data).json()
    meld_bezig(versie=versie, door=maak_gebruiker(naam="Tess", rollen=["webredacteur"]))

    samen = bewaar_vanzelf(client, versie, "in-het-kort", data).json()

    assert (alleen["ook_bezig"], samen["ook_bezig"]) == (
        "",
        "Tess heeft deze beschrijving nu ook open.",
    )


def test_te_lang_wordt_nooit_afgeknipt_en_zegt_hoeveel(client: Client) -> None:
    binnen(client)
    versie = maak_volledig(kern="Kort.")
    data = zoals_getoond(versie, "in-het-kort")
    data["kern"] = "a" * 1119

    velden = client.get(adres(versie)).text.partition("data-schrijven=")[2].partition("</form>")[0]
    antwoord = bewaar_vanzelf(client, versie, "in-het-kort", data).json()

    assert 'id="id_kern"' in velden
    assert "maxlength" not in velden
    assert antwoord["fouten"]["id_kern-fout"] == (
        "Deze tekst heeft 1119 tekens. Hoogstens 500 kan."
    )
    assert opnieuw(versie).kern == "Kort."


def test_vanzelf_bewaren_maakt_geen_organisatie_maar_vraagt_het(client: Client) -> None:
    binnen(client)
    maak_organisatie("Stichting De Brug")
    versie = maak_volledig(partijen=[])
    data = zoals_getoond(versie, "wie-doen-mee")
    data["partijen-aantal"], data["partijen-0-rol"] = "1", "gemeente"
    data["partijen-0-organisatie"] = "Stichting de Brugg"

    antwoord = bewaar_vanzelf(client, versie, "wie-doen-mee", data).json()

    assert "Stichting De Brug" in antwoord["bedoelt"]["partijen-0"]
    assert "id_partijen-0-organisatie-fout" in antwoord["fouten"]
    assert not Organisatie.objects.filter(naam__endswith="Brugg").exists()

    data["partijen-0-naam_keuze"] = Organisatie.objects.get(naam="Stichting De Brug").slug
    antwoord = bewaar_vanzelf(client, versie, "wie-doen-mee", data).json()
    assert antwoord["namen"] == {"id_partijen-0-organisatie": "Stichting De Brug"}
    assert opnieuw(versie).partijen.get().organisatie.naam == "Stichting De Brug"


def test_vanzelf_bewaren_overschrijft_geen_collega(client: Client) -> None:
    binnen(client)
    versie = maak_volledig()
    data = zoals_getoond(versie, "in-het-kort")
    bewaar(versie=versie, waarden={"kern": "Sam."}, door=maak_gebruiker(rollen=["webredacteur"]))
    data["kern"] = "Ik."

    antwoord = bewaar_vanzelf(client, versie, "in-het-kort", data)

    assert antwoord.status_code == 409
    assert "collega" in antwoord.json()["melding"]
    assert opnieuw(versie).kern == "Sam."


@pytest.mark.parametrize(
    ("sectie", "naam", "waarde"),
    [
        ("in-het-kort", "kern", "Anders."),
        ("wat-u-doet", "aanpak", "<p>Anders.</p>"),
        ("wie-doen-mee", None, ""),
        ("wat-werkt", None, ""),
        ("wat-nodig-is", "financiering", "wmo"),
        ("zelf-beginnen", "tips", "<p>Anders.</p>"),
        ("contact", "contact_naam", "Iemand"),
    ],
)
def test_vanzelf_bewaren_kost_hoogstens_tien_vragen(
    client: Client,
    sectie: str,
    naam: str | None,
    waarde: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    binnen(client)
    versie = concept_met_alles()
    data = zoals_getoond(versie, sectie)
    if naam:
        data[naam] = waarde
    bewaar_vanzelf(client, versie, sectie, data)  # the warnings read their lists once
    if naam:
        Beschrijving.objects.filter(pk=versie.pk).update(
            **{naam: getattr(concept_met_alles(), naam)}
        )
        data = zoals_getoond(opnieuw(versie), sectie)
        data[naam] = waarde

    with django_assert_max_num_queries(10):
        antwoord = bewaar_vanzelf(client, versie, sectie, data)

    assert not antwoord.json()["fouten"]
    assert Logregel.objects.filter(wat="gewijzigd").exists() is bool(naam)


@pytest.mark.parametrize("aantal", [1, 6])
def test_een_gewijzigde_tabel_kost_evenveel_vragen_hoeveel_rijen_er_ook_zijn(
    client: Client, aantal: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    binnen(client)
    versie = maak_volledig(
        partijen=[met_partij() for _ in range(aantal)],
        elementen=[met_element(f"element-{n}") for n in range(aantal)],
    )
    data = zoals_getoond(versie, "wie-doen-mee")
    bewaar_vanzelf(client, versie, "wie-doen-mee", {**data, "partijen-0-inbreng": "Geld."})
    data = zoals_getoond(opnieuw(versie), "wie-doen-mee")
    data["partijen-0-inbreng"] = "Tijd."

    with django_assert_max_num_queries(10 + 2):  # the savepoint of the test itself
        bewaar_vanzelf(client, versie, "wie-doen-mee", data)

    assert opnieuw(versie).partijen.all()[0].inbreng == "Tijd."


# --- looking up names ---


def test_zoeken_geeft_namen_die_het_kunnen_worden(client: Client) -> None:
    binnen(client)
    maak_organisatie("Stichting De Brug")
    maak_organisatie("Gemeente Assen")

    gevonden = client.get(reverse("redactie:zoek_organisatie"), {"q": "brúg"}).text

    assert gevonden.strip() == '<option value="Stichting De Brug"></option>'
    assert not client.get(reverse("redactie:zoek_element"), {"q": "e"}).text.strip()
