"""Filling in the questionnaire: saved as it goes, by several people, until the end."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis.fouten import RuleViolation
from basis.tekst import vingerafdruk
from tests.maak import maak_inventarisatie, maak_uitvraag
from tests.tegelijk import tegelijk
from wensen import links
from wensen.actions.vragenlijst import antwoorden, bewaar
from wensen.models import Antwoordregel, Inventarisatie, Uitvraag
from werkplek.links import Link

AUTOSAVE = {"X-Autosave": "1"}


def adres(uitvraag: Uitvraag) -> str:
    return urlsplit(links.vragenlijst(uitvraag)).path


def gebied(uitvraag: Uitvraag, nummer: int = 0) -> int:
    return uitvraag.inventarisatie.gebieden.all()[nummer].pk


def kenmerken(uitvraag: Uitvraag) -> dict[str, str]:
    return {naam: vingerafdruk(waarde) for naam, waarde in antwoorden(uitvraag).items()}


def gepost(uitvraag: Uitvraag, **velden: Any) -> dict[str, Any]:
    """The whole form as it stands, with some fields filled in anew."""
    return {**antwoorden(uitvraag), "kenmerk": json.dumps(kenmerken(uitvraag)), **velden}


def sluit(uitvraag: Uitvraag) -> None:
    gisteren = timezone.localdate() - timedelta(days=1)
    Inventarisatie.objects.filter(pk=uitvraag.inventarisatie_id).update(einde=gisteren)


@pytest.mark.django_db
def test_wat_is_ingevuld_staat_er_later_nog(client: Client) -> None:
    uitvraag = maak_uitvraag()
    veld = f"bestaand-{gebied(uitvraag)}"

    antwoord = client.post(
        adres(uitvraag),
        gepost(uitvraag, **{veld: "Een herstelacademie.", "steun": ["coach"], "actie": "bewaar"}),
    )
    later = Client().get(adres(uitvraag)).content.decode()

    assert antwoord["Location"] == f"{adres(uitvraag)}?bewaard"
    assert "Een herstelacademie." in later
    uitvraag.refresh_from_db()
    assert uitvraag.steun == ["coach"]
    assert uitvraag.begonnen_op
    assert uitvraag.ingediend_op is None


@pytest.mark.django_db
def test_de_pagina_bewaart_ook_vanzelf(client: Client) -> None:
    uitvraag = maak_uitvraag()
    veld = f"gewenst-{gebied(uitvraag)}"

    eerste = client.post(
        adres(uitvraag),
        gepost(uitvraag, **{veld: "Een inloop.", "steun": ["coach"]}),
        headers=AUTOSAVE,
    ).json()
    tweede = client.post(
        adres(uitvraag),
        gepost(uitvraag, **{veld: "Twee inlopen.", "steun": []}) | {"kenmerk": eerste["kenmerk"]},
        headers=AUTOSAVE,
    ).json()

    assert (tweede["fouten"], tweede["anders"]) == ({}, {})
    assert Antwoordregel.objects.get().gewenst == "Twee inlopen."
    assert antwoorden(uitvraag)["steun"] == []


@pytest.mark.django_db
def test_een_oude_pagina_overschrijft_een_collega_niet(client: Client) -> None:
    uitvraag = maak_uitvraag()
    een, ander = f"bestaand-{gebied(uitvraag)}", f"gewenst-{gebied(uitvraag, 1)}"
    van_mij = gepost(uitvraag, **{een: "Van mij.", ander: "Ook van mij."})
    client.post(adres(uitvraag), gepost(uitvraag, **{een: "Van mijn collega."}))

    antwoord = client.post(adres(uitvraag), van_mij)

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Van mij." in tekst
    assert "Van mijn collega." in tekst
    assert antwoorden(uitvraag)[een] == "Van mijn collega."
    assert antwoorden(uitvraag)[ander] == "Ook van mij."


@pytest.mark.django_db
def test_wie_beide_teksten_zag_kiest(client: Client) -> None:
    uitvraag = maak_uitvraag()
    veld = f"bestaand-{gebied(uitvraag)}"
    van_mij = gepost(uitvraag, **{veld: "Van mij."})
    client.post(adres(uitvraag), gepost(uitvraag, **{veld: "Van mijn collega."}))
    gezien = client.post(adres(uitvraag), van_mij).context["kenmerk"]

    antwoord = client.post(adres(uitvraag), {**van_mij, "kenmerk": gezien})

    assert antwoord.status_code == 302
    assert antwoorden(uitvraag)[veld] == "Van mij."


@pytest.mark.django_db
def test_vanzelf_bewaren_kiest_niet_voor_u(client: Client) -> None:
    uitvraag = maak_uitvraag()
    veld = f"bestaand-{gebied(uitvraag)}"
    van_mij = gepost(uitvraag, **{veld: "Van mij.", "steun": ["coach"]})
    client.post(adres(uitvraag), gepost(uitvraag, **{veld: "Van mijn collega."}))

    for _ in range(2):
        stand = client.post(adres(uitvraag), van_mij, headers=AUTOSAVE).json()
        van_mij["kenmerk"] = stand["kenmerk"]

    assert stand["anders"] == {veld: "Van mijn collega."}
    assert stand["kenmerken"] == {veld: vingerafdruk("Van mijn collega.")}
    assert antwoorden(uitvraag)[veld] == "Van mijn collega."
    assert antwoorden(uitvraag)["steun"] == ["coach"]


@pytest.mark.django_db
def test_wie_niet_zegt_wat_er_stond_overschrijft_geen_collega(client: Client) -> None:
    uitvraag = maak_uitvraag()
    vol, leeg = (f"bestaand-{gebied(uitvraag, nummer)}" for nummer in (0, 1))
    bewaar(uitvraag=uitvraag, waarden={vol: "Van mijn collega."}, kenmerken={vol: vingerafdruk("")})

    anders = bewaar(uitvraag=uitvraag, waarden={vol: "Van mij.", leeg: "Ook."}, kenmerken={})
    gepost = client.post(adres(uitvraag), {vol: "Nog eens van mij."})

    assert anders == {vol: "Van mijn collega."}
    assert gepost.status_code == 409
    assert antwoorden(uitvraag)[vol] == "Van mijn collega."
    assert antwoorden(uitvraag)[leeg] == "Ook."


@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_wint_er_een_en_verliest_er_geen() -> None:
    uitvraag = maak_uitvraag()
    veld, leeg = f"bestaand-{gebied(uitvraag)}", kenmerken(uitvraag)
    anders = []

    tegelijk(
        *(
            lambda tekst=tekst: anders.append(
                bewaar(uitvraag=uitvraag, waarden={veld: tekst}, kenmerken=leeg)
            )
            for tekst in ("Een.", "Twee.")
        )
    )

    assert sorted(len(een) for een in anders) == [0, 1]
    assert {veld: antwoorden(uitvraag)[veld]} in anders


@pytest.mark.django_db
def test_een_megabyte_geplakte_tekst_zegt_hoeveel_te_lang(client: Client) -> None:
    uitvraag = maak_uitvraag()
    te_lang, goed = f"bestaand-{gebied(uitvraag)}", f"gewenst-{gebied(uitvraag)}"

    antwoord = client.post(
        adres(uitvraag), gepost(uitvraag, **{te_lang: "a" * 1_048_576, goed: "Een inloop."})
    )

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Deze tekst is 1047576 tekens te lang. Er passen 1000 tekens." in tekst
    assert "a" * 1_048_576 in tekst
    assert antwoorden(uitvraag)[te_lang] == ""
    assert antwoorden(uitvraag)[goed] == "Een inloop."


@pytest.mark.django_db
@pytest.mark.parametrize("velden", [{"steun": ["alles"]}, {"kenmerk": "geen json"}])
def test_onzin_wordt_niet_bewaard(velden: dict[str, Any], client: Client) -> None:
    uitvraag = maak_uitvraag()

    antwoord = client.post(adres(uitvraag), gepost(uitvraag, **velden))

    assert antwoord.status_code in (200, 302)
    assert not any(antwoorden(uitvraag).values())


@pytest.mark.django_db
def test_inleveren_vraagt_het_eerst_en_wijzigen_kan_daarna_nog(client: Client) -> None:
    uitvraag = maak_uitvraag()
    veld = f"bestaand-{gebied(uitvraag)}"

    ingevuld = gepost(uitvraag, **{veld: "Iets.", "inzet": ["geen", "geld"]})
    vraag = client.post(adres(uitvraag), ingevuld | {"actie": "inleveren"}, follow=True)
    uitvraag.refresh_from_db()
    toen = uitvraag.ingediend_op
    klaar = client.post(adres(uitvraag), {"actie": "ja"}, follow=True)
    client.post(adres(uitvraag), gepost(uitvraag, **{veld: "Iets anders."}))

    assert "Ja, lever in" in vraag.content.decode()
    assert "Wat klopt?" in vraag.text
    assert toen is None
    assert "uw antwoorden zijn binnen" in klaar.content.decode()
    uitvraag.refresh_from_db()
    assert uitvraag.ingediend_op
    assert antwoorden(uitvraag)[veld] == "Iets anders."


@pytest.mark.django_db
def test_na_het_einde_is_er_alleen_te_lezen(client: Client) -> None:
    uitvraag = maak_uitvraag()
    veld = f"bestaand-{gebied(uitvraag)}"
    client.post(adres(uitvraag), gepost(uitvraag, **{veld: "Op tijd."}))
    sluit(uitvraag)

    tekst = client.get(adres(uitvraag)).content.decode()
    laat = client.post(adres(uitvraag), gepost(uitvraag, **{veld: "Te laat."}))
    vanzelf = client.post(adres(uitvraag), gepost(uitvraag), headers=AUTOSAVE)
    inleveren = client.post(adres(uitvraag), {"actie": "ja"})

    assert "Op tijd." in tekst
    assert "<textarea" not in tekst
    assert "Te laat." in laat.content.decode()
    assert [a.status_code for a in (laat, vanzelf, inleveren)] == [409, 409, 409]
    assert antwoorden(uitvraag)[veld] == "Op tijd."
    uitvraag.refresh_from_db()
    assert uitvraag.ingediend_op is None
    with pytest.raises(RuleViolation, match="voorbij"):
        bewaar(uitvraag=uitvraag, waarden={veld: "Te laat."}, kenmerken=kenmerken(uitvraag))


@pytest.mark.django_db
def test_een_vervalste_of_ingetrokken_link_toont_niets(client: Client) -> None:
    een, ander = maak_uitvraag(), maak_uitvraag()
    nooit = maak_uitvraag(verstuurd_op=None)
    weg = maak_uitvraag()
    weg_adres = adres(weg)
    weg.delete()
    sleutel = links.vragenlijst(een).rstrip("/").rpartition("/")[2]
    vervalst = sleutel.replace(str(een.pk), str(ander.pk), 1)
    andere_soort = Link("wensen:wens_bevestigen").adres(een).rstrip("/").rpartition("/")[2]
    paden = [
        *(reverse("wensen:vragenlijst", args=[s]) for s in (vervalst, andere_soort, "onzin")),
        *(weg_adres, adres(nooit)),
    ]

    antwoorden_ = [doe(pad) for pad in paden for doe in (client.get, client.post)]

    assert {antwoord.status_code for antwoord in antwoorden_} == {410}
    assert not any(ander.organisatie.naam in a.content.decode() for a in antwoorden_)


@pytest.mark.django_db
def test_een_gebied_van_een_andere_vragenlijst_telt_niet(client: Client) -> None:
    uitvraag, vreemd = maak_uitvraag(), maak_inventarisatie().gebieden.all()[0]

    client.post(adres(uitvraag), gepost(uitvraag, **{f"bestaand-{vreemd.pk}": "Hier niet."}))

    assert not Antwoordregel.objects.exists()


@pytest.mark.django_db
def test_de_vragenlijst_zet_geen_cookie_en_verklapt_de_sleutel_niet(client: Client) -> None:
    uitvraag = maak_uitvraag()

    antwoord = client.get(adres(uitvraag))

    assert not antwoord.cookies
    assert antwoord["Referrer-Policy"] == "no-referrer"
    assert antwoord["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
def test_een_scanner_die_de_link_opent_verandert_niets(client: Client) -> None:
    uitvraag = maak_uitvraag()
    voor = Uitvraag.objects.filter(pk=uitvraag.pk).values().get()

    for vraag in ("", "?inleveren", "?ingeleverd", "?bewaard"):
        client.get(adres(uitvraag) + vraag)
        client.head(adres(uitvraag) + vraag)

    assert Uitvraag.objects.filter(pk=uitvraag.pk).values().get() == voor
