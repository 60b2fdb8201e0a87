"""Rows of a form: the one that was taken away last can be put back while the page is open."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.datastructures import MultiValueDict

from tests.maak import maak_gebruiker, maak_volledig
from werkplek.rijen import zet_rijen

DRIE = "r-aantal=3&r-0-t=een&r-1-t=twee&r-1-k=a&r-1-k=b&r-2-t=drie&titel=x"


def zet(data: QueryDict, *acties: str) -> dict[str, list[str]]:
    for actie in acties:
        data, _ = zet_rijen(data, MultiValueDict(), actie)
    return dict(data.lists())


@pytest.mark.parametrize(
    ("acties", "rijen"),
    [
        (["r:weg:1", "r:terug"], ["een", "twee", "drie"]),
        (["r:weg:2", "r:weg:0", "r:terug"], ["een", "twee"]),
        (["r:weg:1", "r:erbij", "r:omhoog:1", "r:terug"], ["drie", "twee", "een", ""]),
        (["r:weg:1", "r:terug", "r:terug"], ["een", "twee", "drie"]),
        (["r:terug"], ["een", "twee", "drie"]),
    ],
)
def test_de_laatst_weggehaalde_rij_komt_terug_waar_zij_stond(
    acties: list[str], rijen: list[str]
) -> None:
    na = zet(QueryDict(DRIE), *acties)

    assert int(na["r-aantal"][0]) == len(rijen)
    assert [na.get(f"r-{nr}-t", [""])[0] for nr in range(len(rijen))] == rijen
    assert na["titel"] == ["x"]


def test_een_rij_komt_terug_met_alle_waarden_en_laat_niets_achter() -> None:
    na = zet(QueryDict(DRIE), "r:weg:1", "r:terug")

    assert na == dict(QueryDict(DRIE).lists())


@pytest.mark.parametrize("waar", ["²", "9" * 5000, "-1", ""])
def test_een_plaats_die_geen_getal_is_brengt_niets_terug(waar: str) -> None:
    data = QueryDict(f"{DRIE}&r-weg-t=vier", mutable=True)
    data["r-waar"] = waar

    assert zet(data, "r:terug")["r-aantal"] == ["3"]


@pytest.mark.django_db
def test_wie_een_rij_weghaalt_ziet_dat_en_maakt_het_ongedaan(client: Client) -> None:
    ik = maak_gebruiker(rollen=["kennismakelaar"])
    versie = maak_volledig(schrijver=ik)
    client.force_login(ik)
    adres = f"/redactie/beschrijving/{versie.pk}/schrijven/wie-doen-mee/"
    (partij,) = versie.partijen.all()
    rij = {"rol": partij.rol, "organisatie": partij.organisatie.naam}
    staat_er = {f"partijen-0-{naam}": waarde for naam, waarde in rij.items()}

    weg = client.post(adres, {"partijen-aantal": "1", **staat_er, "actie": "partijen:weg:0"})

    assert "Ongedaan maken" in weg.text
    assert not versie.partijen.exists()
    bewaard = {f"partijen-weg-{naam}": waarde for naam, waarde in rij.items()}
    terug = {"partijen-aantal": "0", "partijen-waar": "0", **bewaard, "actie": "partijen:terug"}
    assert all(f'name="{naam}" value="{w}"' in weg.text for naam, w in bewaard.items())
    assert "Ongedaan maken" not in client.post(adres, terug).text
    assert [een.organisatie for een in versie.partijen.all()] == [partij.organisatie]
