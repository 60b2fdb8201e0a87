"""Twice a year a party is asked how its actions stand, and answers by its own link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from basis.fouten import RuleViolation
from logboek.models import Logregel
from opgaven import links
from opgaven.actions.bijhouden import haal_weg
from opgaven.actions.standvraag import geef_door, vergeet_standgevers, vraag_rond
from opgaven.models import Actie, Indicator, Netwerk, Standgever, Standvraag
from opgaven.models.standgever import GELDIG, HERINNEREN_NA
from post.models import Bericht
from tests.maak import maak_gebruiker
from tests.opgaven.netwerken import maak_doel, maak_netwerk, maak_project, maak_standgever
from tests.tegelijk import tegelijk
from werkplek.stapels import wachtend

pytestmark = pytest.mark.django_db

EMAIL = "partij@example.nl"


def gevraagd(**velden: Any) -> Standvraag:
    maak_standgever(**velden)
    vraag_rond(timezone.now())
    return Standvraag.objects.select_related("standgever__netwerk").get()


def adres(vraag: Standvraag) -> str:
    return urlsplit(links.standvraag(vraag)).path


def mails() -> list[str]:
    return [
        een.sleutel.rpartition("-")[2] for een in Bericht.objects.filter(aan=EMAIL).order_by("pk")
    ]


def test_een_partij_zegt_zonder_account_hoe_het_staat_en_dat_staat_er_met_de_dag(
    client: Client,
) -> None:
    vraag = gevraagd()
    actie, indicator = Actie.objects.get(), Indicator.objects.get()
    antwoord = {
        f"actie-{actie.pk}": "bezig",
        f"getal-{indicator.pk}": "12,5",
        f"peil-{indicator.pk}": "2026-10",
    }

    gevuld = client.get(adres(vraag))
    erna = client.post(adres(vraag), antwoord, follow=True)

    assert links.standvraag(vraag) in Bericht.objects.get(aan=EMAIL).tekst
    assert re.findall(r'value="(\w*)" selected', gevuld.text) == [""]
    assert gevuld.headers["Referrer-Policy"] == "no-referrer"
    assert "GGZ Noord zei op" in erna.text
    actie.refresh_from_db()
    peil = f"{timezone.localdate()}"
    assert (actie.stand, actie.stand_volgens, actie.stand_peil) == ("bezig", "GGZ Noord", peil)
    meting = indicator.metingen.get()
    assert (f"{meting.waarde}", meting.peil, meting.volgens) == ("12.50", "2026-10", "GGZ Noord")
    tekst = client.get(actie.project.get_absolute_url()).text
    assert "Mee bezig" in tekst
    assert "GGZ Noord" in tekst
    assert {regel.wie for regel in Logregel.objects.filter(wat="stand-doorgegeven")} == {
        "GGZ Noord"
    }
    assert client.cookies == {}


@pytest.mark.parametrize(
    ("eerst", "dagen", "daarna"),
    [
        (datetime(2027, 3, 10, 12, tzinfo=UTC), range(200), date(2027, 9, 10)),
        (
            datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
            (*range(15), *range(180, 200)),  # between them nothing is due, as after 10 March
            date(2028, 5, 1),
        ),
    ],
    ids=["midden in de maand", "april heeft geen 31"],
)
def test_twee_keer_per_jaar_een_vraag_en_een_herinnering_en_niet_meer(
    eerst: datetime, dagen: Iterable[int], daarna: date
) -> None:
    with time_machine.travel(eerst, tick=False):
        gevraagd()

    for dag in dagen:
        vraag_rond(eerst + timedelta(days=dag))
        vraag_rond(eerst + timedelta(days=dag))

    tweede = Standvraag.objects.order_by("pk")[1]
    assert timezone.localdate(tweede.gevraagd_op) == daarna
    assert mails() == ["vraag", "herinnering", "vraag", "herinnering"]


def test_wie_antwoordde_krijgt_geen_herinnering_en_leest_dat_het_er_is(client: Client) -> None:
    vraag = gevraagd()
    antwoord = {f"actie-{Actie.objects.get().pk}": "klaar"}
    client.post(adres(vraag), antwoord)

    vraag_rond(timezone.now() + HERINNEREN_NA)
    weer = client.post(adres(vraag), {f"actie-{Actie.objects.get().pk}": "open"})

    assert mails() == ["vraag"]
    assert (weer.status_code, Actie.objects.get().stand) == (200, "klaar")
    assert "Dank u wel" in weer.text


@pytest.mark.parametrize(
    "gebeurt",
    [
        lambda een: een.netwerk.organisaties.clear(),
        lambda een: haal_weg(rij=een, door=maak_gebruiker(rollen=["projectleider"])),
        lambda een: Standgever.objects.filter(pk=een.pk).update(email="ander@example.nl"),
    ],
    ids=["vertrok", "weggehaald", "een ander"],
)
def test_een_partij_die_vertrok_krijgt_niets_en_haar_link_zegt_dat(
    client: Client, gebeurt: Any
) -> None:
    vraag = gevraagd()
    oud = adres(vraag)
    gebeurt(vraag.standgever)

    vraag_rond(timezone.now() + HERINNEREN_NA)
    antwoord = client.post(oud, {f"actie-{Actie.objects.get().pk}": "klaar"})

    assert antwoord.status_code == 410
    assert "werkt niet meer" in antwoord.text
    assert Actie.objects.get().stand == "open"
    assert mails() == ["vraag"]


def test_na_de_laatste_dag_zegt_de_link_dat_en_verandert_er_niets(client: Client) -> None:
    vraag = gevraagd()

    with time_machine.travel(vraag.gevraagd_op + GELDIG + timedelta(days=1), tick=False):
        antwoord = client.post(adres(vraag), {f"actie-{Actie.objects.get().pk}": "klaar"})

    assert antwoord.status_code == 410
    assert "Antwoorden kon tot en met" in antwoord.text
    assert Actie.objects.get().stand == "open"


@pytest.mark.parametrize(
    ("velden", "aantal"),
    [
        ({}, 1),
        ({"openbaar": False}, 0),
        ({"einde": "2020"}, 0),
        ({"einde": "2020-05"}, 0),
        ({"einde": "2090"}, 1),
    ],
)
def test_alleen_een_netwerk_dat_loopt_en_op_de_site_staat_vraagt(
    velden: dict[str, Any], aantal: int
) -> None:
    maak_standgever(**velden)

    vraag_rond(timezone.now())

    assert Standvraag.objects.count() == aantal


def test_wie_niets_meer_te_zeggen_heeft_krijgt_geen_vraag() -> None:
    standgever = maak_standgever()
    standgever.indicatoren.clear()
    Actie.objects.update(stand="klaar", stand_volgens="GGZ Noord", stand_peil="2026")

    vraag_rond(timezone.now())

    assert not Standvraag.objects.exists()


def test_wat_niet_klopt_wordt_gevraagd_en_er_wordt_niets_half_bewaard(client: Client) -> None:
    vraag = gevraagd()
    actie, indicator = Actie.objects.get(), Indicator.objects.get()
    indicator.metingen.create(peil="2026-10", waarde=3, volgens="De politie")
    klopt = {f"actie-{actie.pk}": "klaar", f"getal-{indicator.pk}": "4", f"peil-{indicator.pk}": ""}
    pad = adres(vraag)

    leeg = client.post(pad, {})
    geen_dag = client.post(pad, klopt)
    ver_weg = client.post(pad, {**klopt, f"peil-{indicator.pk}": "9999-02-31"})
    geen_getal = client.post(pad, {**klopt, f"getal-{indicator.pk}": "veel"})
    al_gemeten = client.post(pad, {**klopt, f"peil-{indicator.pk}": "2026-10"})

    assert "Vul ten minste één ding in" in leeg.text
    assert "van wanneer dit getal is" in geen_dag.text
    assert "veld__fout" in ver_weg.text
    assert "Schrijf een getal" in geen_getal.text
    assert al_gemeten.status_code == 409
    assert "al een getal" in al_gemeten.text
    assert 'value="4"' in al_gemeten.text
    assert (Actie.objects.get().stand, indicator.metingen.count()) == ("open", 1)
    assert Standvraag.objects.get().beantwoord_op is None


def test_wat_niet_van_deze_partij_is_blijft_zoals_het_was() -> None:
    vraag = gevraagd()
    vreemd = maak_project(maak_doel(maak_netwerk())).acties.get()

    geef_door(vraag=vraag, standen={vreemd.pk: "klaar"}, metingen={})

    vreemd.refresh_from_db()
    assert vreemd.stand == "open"


@pytest.mark.django_db(transaction=True)
def test_van_twee_collegas_tegelijk_telt_het_eerste_antwoord() -> None:
    vraag, actie = gevraagd(), Actie.objects.get()
    geweigerd: list[str] = []

    def antwoord(stand: str) -> Any:
        def doe() -> None:
            try:
                geef_door(vraag=vraag, standen={actie.pk: stand}, metingen={})
            except RuleViolation as reden:
                geweigerd.append(str(reden))

        return doe

    tegelijk(antwoord("klaar"), antwoord("open"))

    assert len(geweigerd) == 1
    assert Logregel.objects.over(actie).count() == 1


@pytest.mark.django_db(transaction=True)
def test_twee_werkers_tegelijk_vragen_het_een_keer() -> None:
    maak_standgever()
    nu = timezone.now()

    tegelijk(lambda: vraag_rond(nu), lambda: vraag_rond(nu))

    assert (Standvraag.objects.count(), mails()) == (1, ["vraag"])


def test_een_partij_die_stil_blijft_staat_bij_de_projectleider_tot_de_link_sluit() -> None:
    vraag = gevraagd()
    leider = maak_gebruiker(rollen=["projectleider"])

    def staat_er(op: datetime) -> bool:
        with time_machine.travel(op, tick=False):
            return "standen" in {een.stapel.naam for een in wachtend(leider)}

    weken = [staat_er(vraag.gevraagd_op + timedelta(weeks=week)) for week in (3, 5, 8, 9)]
    vraag.beantwoord_op = vraag.gevraagd_op
    vraag.save()

    assert weken == [False, True, True, False]
    assert not staat_er(vraag.gevraagd_op + timedelta(weeks=5))


def test_een_jaar_na_het_einde_weten_wij_niet_meer_wie_wij_mailden() -> None:
    vorig, net = maak_standgever(), maak_netwerk(einde=f"{timezone.localdate().year}")
    nu = timezone.now()
    Netwerk.objects.filter(pk=vorig.netwerk_id).update(einde=f"{timezone.localdate().year - 2}")
    ander = Standgever.objects.create(
        netwerk=net, organisatie=vorig.organisatie, naam="Bas", email="bas@example.nl"
    )

    vergeet_standgevers(nu)

    assert Standgever.objects.get() == ander
