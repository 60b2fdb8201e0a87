"""The yearly round: each question once, whatever the worker and the clock do."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from basis.data import na_maanden
from basis.fouten import RuleViolation
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.lezen.facetten import BEVESTIGD
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from post.actions.terugmeldingen import stop
from post.keuzelijsten import Poststopreden
from post.models import Bericht
from redactie.actions.beoordelen import archiveer
from redactie.actions.bevestigen import (
    bevestig,
    bevestig_zelf,
    klopt_nog_sleutel,
    meld_verouderd,
)
from redactie.actions.navragen import loop_na
from redactie.models import Navraag, Schrijver
from redactie.werk import _antwoord, _te_bevestigen
from tests.maak import maak_gebruiker, maak_gepubliceerd, maak_organisatie

pytestmark = pytest.mark.django_db

JAAR = date(2025, 3, 10)
"""When the question falls due for what `bevestigd` makes."""


def bevestigd(op: date = date(2024, 3, 10), **velden: Any) -> Beschrijving:
    versie = maak_gepubliceerd(
        **{
            "titel": "De Hoek",
            "contact_naam": "Jan",
            "contact_email": "jan@example.nl",
            "gepubliceerd_op": datetime(2024, 1, 1, 12, tzinfo=UTC),
            **velden,
        }
    )
    Innovatie.objects.filter(pk=versie.innovatie_id).update(bevestigd_op=op)
    return versie


def gevraagd() -> list[str]:
    return [
        "herinnering" if onderwerp.startswith("Herinnering") else "vraag"
        for onderwerp in Bericht.objects.order_by("pk").values_list("onderwerp", flat=True)
        if "nog?" in onderwerp
    ]


def na(dagen: int) -> date:
    return JAAR + timedelta(days=dagen)


def verzend(op: date) -> None:
    """All that waits goes out on `op`, as when the outbox did its work that day."""
    moment = datetime(op.year, op.month, op.day, 8, tzinfo=UTC)
    Bericht.objects.wachtend().update(verzonden_op=moment)


def dag(op: date) -> None:
    loop_na(op)
    verzend(op)


def archief_op(versie: Beschrijving) -> date | None:
    return Innovatie.objects.get(pk=versie.innovatie_id).archief_op


ARCHIEF = (na_maanden(date(2024, 3, 10), 18) - JAAR).days
AANKONDIGING = (na_maanden(date(2024, 3, 10), 17) - JAAR).days


TOT_DE_AANKONDIGING = (0, 30, 60, AANKONDIGING)
"""The days on which something goes out; `test_elke_dag_tot_het_archief` walks all between them."""

VRAAG_EN_EEN = ["vraag", "herinnering"]
VRAAG_EN_TWEE = [*VRAAG_EN_EEN, "herinnering"]


@pytest.mark.parametrize(
    ("dagen", "verwacht", "status"),
    [
        pytest.param([-1], [], "gepubliceerd", id="een dag te vroeg"),
        pytest.param([0], ["vraag"], "te-bevestigen", id="op de dag"),
        pytest.param([0, 0, 1, 29], ["vraag"], "te-bevestigen", id="elke dag"),
        pytest.param([0, 30], ["vraag", "herinnering"], "te-bevestigen", id="dag 30"),
        pytest.param([0, 30, 59], ["vraag", "herinnering"], "te-bevestigen", id="dag 59"),
        pytest.param(
            [0, 30, 60], ["vraag", "herinnering", "herinnering"], "te-bevestigen", id="dag 60"
        ),
        pytest.param([5], ["vraag"], "te-bevestigen", id="vijf dagen plat"),
        pytest.param([0, 45, 46], ["vraag", "herinnering"], "te-bevestigen", id="later plat"),
        pytest.param([70, 71], ["vraag"], "te-bevestigen", id="alles gemist: een vraag"),
        pytest.param([35, 3, 0, 36], ["vraag"], "te-bevestigen", id="klok terug na herinnering"),
        pytest.param([0, -20, 0, 1], ["vraag"], "te-bevestigen", id="klok terug voor de dag"),
        pytest.param([0, ARCHIEF, ARCHIEF + 1], VRAAG_EN_EEN, "te-bevestigen", id="laat gevraagd"),
        pytest.param([1000, 1001, 1029], ["vraag"], "te-bevestigen", id="jaren plat"),
    ],
)
def test_elke_vraag_een_keer(dagen: list[int], verwacht: list[str], status: str) -> None:
    versie = bevestigd()

    for verder in dagen:
        dag(na(verder))

    versie.refresh_from_db()
    assert gevraagd() == verwacht
    assert versie.status == status
    overgangen = Logregel.objects.over(versie).values_list("wat", flat=True)
    assert len(overgangen) == len(set(overgangen))


def test_elke_dag_tot_het_archief() -> None:
    """All of it is asked by the ninetieth day, and nothing more; the last day makes an end."""
    versie = bevestigd()
    stand = {}

    for verder in range(ARCHIEF + 1):
        dag(na(verder))
        versie.refresh_from_db()
        stand[verder] = (gevraagd(), versie.status)

    assert stand[90] == stand[ARCHIEF - 1] == (VRAAG_EN_TWEE, "te-bevestigen")
    assert stand[ARCHIEF] == (VRAAG_EN_TWEE, "gearchiveerd")
    overgangen = Logregel.objects.over(versie).values_list("wat", flat=True)
    assert len(overgangen) == len(set(overgangen))


@pytest.mark.parametrize(
    ("bevestigd_op", "vraag_op", "archief_op"),
    [
        pytest.param(date(2024, 2, 29), date(2025, 2, 28), date(2025, 8, 29), id="schrikkeldag"),
        pytest.param(date(2023, 2, 28), date(2024, 2, 28), date(2024, 8, 28), id="ervoor"),
        pytest.param(date(2024, 8, 31), date(2025, 8, 31), date(2026, 2, 28), id="31 augustus"),
        pytest.param(date(2024, 3, 31), date(2025, 3, 31), date(2025, 9, 30), id="zomertijd"),
    ],
)
def test_de_vraag_en_het_archief_komen_op_hun_dag(
    bevestigd_op: date, vraag_op: date, archief_op: date
) -> None:
    versie = bevestigd(bevestigd_op)

    dag(vraag_op - timedelta(days=1))
    assert gevraagd() == []
    dag(vraag_op)
    assert gevraagd() == ["vraag"]
    # The archive is announced a month ahead, and the last reminder goes ten days before it.
    for ervoor in (*range(40, 26, -1), *range(10, 0, -1)):
        dag(archief_op - timedelta(days=ervoor))
    versie.refresh_from_db()
    assert versie.status == Status.TE_BEVESTIGEN
    dag(archief_op)
    versie.refresh_from_db()
    assert versie.status == Status.GEARCHIVEERD


@pytest.mark.parametrize(
    ("gepubliceerd_op", "dag"),
    [
        pytest.param(datetime(2024, 7, 1, 22, 30, tzinfo=UTC), date(2024, 7, 2), id="zomer"),
        pytest.param(datetime(2024, 1, 1, 22, 30, tzinfo=UTC), date(2024, 1, 1), id="winter"),
    ],
)
def test_wat_nooit_bevestigd_is_telt_vanaf_de_nederlandse_dag_van_publicatie(
    gepubliceerd_op: datetime, dag: date
) -> None:
    maak_gepubliceerd(contact_email="jan@example.nl", gepubliceerd_op=gepubliceerd_op)

    loop_na(na_maanden(dag, 12) - timedelta(days=1))
    assert gevraagd() == []
    loop_na(na_maanden(dag, 12))
    assert gevraagd() == ["vraag"]


@pytest.mark.django_db(transaction=True)
def test_twee_werkers_tegelijk_vragen_een_keer() -> None:
    for nummer in range(5):
        bevestigd(titel=f"Nummer {nummer}")
    start = threading.Barrier(2)

    def werker() -> None:
        try:
            start.wait()
            loop_na(JAAR)
        finally:
            connection.close()

    draden = [threading.Thread(target=werker) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert gevraagd() == ["vraag"]
    assert Navraag.objects.count() == 5
    assert Logregel.objects.filter(wat="te-bevestigen").count() == 5


def test_zonder_contactpersoon_krijgt_de_redactie_de_vraag() -> None:
    maak_gebruiker(email="web@example.nl", rollen=["webredacteur"])
    bevestigd(contact_email="")

    loop_na(JAAR)

    assert Bericht.objects.get().aan == "web@example.nl"


def test_wie_meldde_wat_er_veranderde_krijgt_geen_herinnering() -> None:
    versie = bevestigd()
    loop_na(JAAR)
    meld_verouderd(sleutel=klopt_nog_sleutel(versie.innovatie), wie="Jan", tekst="Ander adres.")

    loop_na(na(40))

    assert gevraagd() == ["vraag"]


def test_na_een_bevestiging_begint_het_jaar_opnieuw() -> None:
    versie = bevestigd()
    loop_na(JAAR)
    sleutel = klopt_nog_sleutel(versie.innovatie)

    bevestig(sleutel=sleutel, wie="Jan")
    loop_na(na(40))

    versie.refresh_from_db()
    assert versie.status == Status.GEPUBLICEERD
    assert versie.innovatie.bevestigd_op == timezone.localdate()
    assert gevraagd() == ["vraag"]
    (rang,) = [code for code in versie.zoekdocument.facetten if code.startswith("rang:")]
    assert int(rang[5:]) > BEVESTIGD  # it stands above what nobody confirmed
    with pytest.raises(RuleViolation, match="al gebruikt"):
        bevestig(sleutel=sleutel, wie="Piet")


def test_het_archief_wacht_tot_wie_het_aangaat_een_maand_weet_op_welke_dag() -> None:
    maak_gebruiker(email="web@example.nl", rollen=["webredacteur"])
    versie = bevestigd()
    for verder in TOT_DE_AANKONDIGING:
        dag(na(verder))

    aangekondigd = Bericht.objects.filter(onderwerp__startswith="Naar het archief op 10 september")
    assert {bericht.aan for bericht in aangekondigd} == {"jan@example.nl", "web@example.nl"}
    assert archief_op(versie) == na(ARCHIEF)
    dag(na(ARCHIEF))

    versie.refresh_from_db()
    assert versie.status == Status.GEARCHIVEERD
    assert archief_op(versie) is None
    weg = Bericht.objects.filter(aan="web@example.nl", onderwerp="Naar het archief: De Hoek")
    assert f"/redactie/beschrijving/{versie.pk}/" in weg.get().tekst


def test_wat_niemand_op_tijd_las_wordt_opnieuw_aangekondigd() -> None:
    versie = bevestigd()
    for verder in TOT_DE_AANKONDIGING[:-1]:
        dag(na(verder))
    loop_na(na(AANKONDIGING))  # the outbox was off from here

    dag(na(ARCHIEF + 60))

    versie.refresh_from_db()
    assert versie.status == Status.TE_BEVESTIGEN
    assert archief_op(versie) == na(ARCHIEF + 88)
    dag(na(ARCHIEF + 88))
    versie.refresh_from_db()
    assert versie.status == Status.GEARCHIVEERD


@pytest.mark.parametrize("hoe", ["opgegeven", "teruggekomen"])
def test_een_adres_dat_niet_bestaat_telt_niet_als_gevraagd(hoe: str) -> None:
    maak_gebruiker(email="web@example.nl", rollen=["webredacteur"])
    versie = bevestigd()
    loop_na(JAAR)
    if hoe == "opgegeven":
        Bericht.objects.update(opgegeven_op=timezone.now())
    else:
        stop(email="jan@example.nl", reden=Poststopreden.HARD)
        verzend(JAAR)

    dag(na(1))

    assert list(Bericht.objects.order_by("pk").values_list("aan", flat=True)) == [
        "jan@example.nl",
        "web@example.nl",
    ]
    dag(na(ARCHIEF))
    dag(na(ARCHIEF + 1))
    versie.refresh_from_db()
    assert versie.status == Status.TE_BEVESTIGEN


def test_zonder_iemand_om_te_vragen_blijft_alles_staan() -> None:
    versie = bevestigd(contact_email="")

    for verder in (0, ARCHIEF, ARCHIEF + 400):
        dag(na(verder))

    versie.refresh_from_db()
    assert versie.status == Status.TE_BEVESTIGEN
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("antwoord", ["ja", "nee"])
def test_een_antwoord_houdt_het_archief_tegen(antwoord: str) -> None:
    versie = bevestigd()
    for verder in TOT_DE_AANKONDIGING:
        dag(na(verder))
    sleutel = klopt_nog_sleutel(versie.innovatie)

    if antwoord == "ja":
        bevestig(sleutel=sleutel, wie="Jan")
    else:
        meld_verouderd(sleutel=sleutel, wie="Jan", tekst="Ander adres.")
    dag(na(ARCHIEF))
    dag(na(ARCHIEF + 40))

    versie.refresh_from_db()
    assert versie.status != Status.GEARCHIVEERD
    assert archief_op(versie) is None


def pad(versie: Beschrijving) -> str:
    return f"/klopt-nog/{klopt_nog_sleutel(versie.innovatie)}/"


def test_openen_verandert_niets_en_verraadt_de_link_niet() -> None:
    versie = bevestigd()
    loop_na(JAAR)
    client = Client(enforce_csrf_checks=True)

    response = client.get(pad(versie))

    assert response.status_code == 200
    assert "De Hoek" in response.content.decode()
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert pad(versie) not in response.content.decode()
    versie.refresh_from_db()
    assert versie.status == Status.TE_BEVESTIGEN
    assert not Logregel.objects.filter(wat="bevestigd").exists()


def test_met_de_knop_is_het_bevestigd_en_de_link_op() -> None:
    versie = bevestigd()
    loop_na(JAAR)
    client, adres = Client(enforce_csrf_checks=True), pad(versie)

    response = client.post(adres, {"antwoord": "ja", "ja-naam": "Jan"})
    nogmaals = client.post(adres, {"antwoord": "ja", "ja-naam": "Jan"})

    assert "Dank u wel" in response.content.decode()
    assert nogmaals.status_code == 410
    assert "al geantwoord" in nogmaals.content.decode()
    assert [regel.naam for regel in Logregel.objects.filter(wat="bevestigd")] == ["Jan"]


def test_nee_gaat_een_keer_naar_de_redactie_en_laat_de_beschrijving_staan() -> None:
    maak_gebruiker(email="web@example.nl", rollen=["webredacteur"])
    versie = bevestigd()
    loop_na(JAAR)
    gegevens = {"antwoord": "nee", "nee-naam": "Jan", "nee-tekst": "Wij zijn <verhuisd>."}
    client = Client()

    for _ in range(2):
        assert "Dank u wel" in client.post(pad(versie), gegevens).content.decode()

    (bericht,) = Bericht.objects.filter(aan="web@example.nl")
    assert "Wij zijn <verhuisd>." in bericht.tekst
    versie.refresh_from_db()
    assert versie.status == Status.TE_BEVESTIGEN


@pytest.mark.parametrize(
    ("gegevens", "fout"),
    [
        ({"antwoord": "ja", "ja-naam": " "}, "Vul uw naam in."),
        ({"antwoord": "nee", "nee-naam": "Jan"}, "wat er niet meer klopt"),
        ({"antwoord": "ja", "ja-naam": "x" * 101}, "100"),
    ],
)
def test_een_half_antwoord_zegt_wat_er_mist(gegevens: dict[str, str], fout: str) -> None:
    versie = bevestigd()
    loop_na(JAAR)

    response = Client().post(pad(versie), gegevens)

    assert response.status_code == 200
    assert fout in response.content.decode()
    assert not Logregel.objects.filter(wat="bevestigd").exists()


def test_wie_nee_zegt_zonder_naam_leest_niet_over_bevestigen() -> None:
    versie = bevestigd()

    pagina = Client().post(pad(versie), {"antwoord": "nee", "nee-tekst": "Verhuisd."}).text

    assert "Dan weten wij wie dit meldde." in pagina
    assert "wie dit bevestigde" not in pagina


def van_jan(*titels: str, op: date = date(2024, 3, 10)) -> list[Beschrijving]:
    return [bevestigd(op, titel=titel) for titel in titels]


def test_wie_van_meer_beschrijvingen_de_contactpersoon_is_krijgt_een_mail_over_alle() -> None:
    van_jan("De Hoek", "Het Plein")
    van_jan("Straks", op=date(2024, 4, 10))  # due in a month: goes along
    van_jan("Later", op=date(2024, 5, 12))
    bevestigd(titel="Van Piet", contact_email="piet@example.nl")

    dag(JAAR)

    onderwerpen = dict(Bericht.objects.values_list("aan", "onderwerp"))
    assert onderwerpen == {
        "jan@example.nl": "Kloppen deze 3 beschrijvingen nog?",
        "piet@example.nl": "Klopt ‘Van Piet’ nog?",
    }
    tekst = Bericht.objects.get(aan="jan@example.nl").tekst
    for deel in ("De Hoek", "Het Plein", "Straks", "openbare site", "Mail "):
        assert deel in tekst
    assert Beschrijving.objects.get(titel="Straks").status == Status.GEPUBLICEERD
    dag(na(31))  # the day of what went along: it was asked already
    assert Bericht.objects.filter(aan="jan@example.nl").count() == 2
    herinnering = Bericht.objects.filter(aan="jan@example.nl").latest("pk")
    assert herinnering.onderwerp == "Herinnering: kloppen deze 3 beschrijvingen nog?"


def test_een_link_vraagt_naar_elke_beschrijving_apart_en_houdt_de_rest_vast() -> None:
    hoek, plein = van_jan("De Hoek", "Het Plein")
    sleutel = klopt_nog_sleutel(hoek.innovatie, plein.innovatie)
    adres, client = f"/klopt-nog/{sleutel}/", Client()
    assert "Kloppen deze 2 beschrijvingen nog?" in client.get(adres).text

    na_een = client.post(
        adres, {"antwoord": "ja", "over": plein.innovatie_id, "ja-naam": "Jan"}
    ).text
    half = client.post(adres, {"antwoord": "nee", "over": hoek.innovatie_id, "nee-naam": "Jan"})

    assert "‘Het Plein’ nog klopt" in na_een
    assert "Er is nog één beschrijving" in na_een
    assert "De Hoek" in half.text
    assert "wat er niet meer klopt" in half.text
    assert [r.over_sleutel for r in Logregel.objects.filter(wat="bevestigd")] == [plein.pk]


@pytest.mark.parametrize("antwoord", ["ja", "nee"])
def test_een_antwoord_dat_nog_eens_komt_gaat_niet_over_wat_er_overblijft(antwoord: str) -> None:
    hoek, plein = van_jan("De Hoek", "Het Plein")
    sleutel = klopt_nog_sleutel(hoek.innovatie, plein.innovatie)
    adres, client = f"/klopt-nog/{sleutel}/", Client()
    client.post(adres, {"antwoord": "ja", "over": plein.innovatie_id, "ja-naam": "Jan"})

    weer = client.post(
        adres,
        {
            "antwoord": antwoord,
            "over": plein.innovatie_id,
            "ja-naam": "Jan",
            "nee-naam": "Jan",
            "nee-tekst": "Verhuisd.",
        },
    )

    assert "Dank u wel" not in weer.text
    assert [v.versie for v in weer.context["vragen"]] == [hoek]
    assert Logregel.objects.filter(wat__in=["bevestigd", "verouderd-gemeld"]).count() == 1


def kennismakelaar() -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"], naam="Sanne")


def test_een_kennismakelaar_legt_vast_wie_het_wanneer_door_de_telefoon_zei(client: Client) -> None:
    versie, sanne = bevestigd(), kennismakelaar()
    dag(JAAR)
    client.force_login(sanne)
    adres = f"/redactie/innovatie/{versie.innovatie.slug}/bevestigd/"

    mis = client.post(adres, {"wie": "", "op": "2024-04-01"})
    oud = client.post(adres, {"wie": "Jan", "op": "2024-03-09"})
    goed = client.post(adres, {"wie": "Jan", "op": "2025-03-12"})

    assert "Schrijf van wie u dit hoorde." in mis.text
    assert (oud.status_code, goed.status_code) == (409, 302)
    versie = Beschrijving.objects.get(pk=versie.pk)
    assert (versie.status, versie.innovatie.bevestigd_op) == ("gepubliceerd", date(2025, 3, 12))
    pagina = client.get(f"/redactie/beschrijving/{versie.pk}/").text
    assert "<strong>Sanne</strong> hoorde dat de beschrijving nog klopt." in pagina
    assert "Van Jan, op 12 maart 2025." in pagina
    regel = Logregel.objects.over(versie).get(wat="bevestiging-gehoord")
    assert (regel.door, regel.toelichting) == (sanne, "")  # Jan is forgotten after a year


def test_een_indiener_bevestigt_wat_van_haar_eigen_organisatie_is(client: Client) -> None:
    eigen, vreemd = bevestigd(), bevestigd(titel="Ander")
    indiener = maak_gebruiker(rollen=["indiener"])
    indiener.organisaties.add(maak_organisatie())
    Innovatie.objects.filter(pk=eigen.innovatie_id).update(organisatie=indiener.organisaties.get())
    dag(JAAR)
    client.force_login(indiener)

    adressen = [f"/redactie/innovatie/{v.innovatie.slug}/klopt/" for v in (eigen, vreemd)]
    antwoorden = [client.post(adres).status_code for adres in adressen]

    assert antwoorden == [302, 404]
    assert Beschrijving.objects.get(pk=eigen.pk).status == Status.GEPUBLICEERD
    assert Logregel.objects.get(wat="bevestigd").door == indiener
    with pytest.raises(RuleViolation, match="van wie"):
        bevestig_zelf(innovatie=vreemd.innovatie, door=kennismakelaar())


def test_opnieuw_sturen_kan_eens_per_dag_en_kost_geen_herinnering(client: Client) -> None:
    versie, sanne = bevestigd(), kennismakelaar()
    dag(JAAR)
    Bericht.objects.update(klaargezet_op=datetime(2025, 3, 10, 12, tzinfo=UTC))
    client.force_login(sanne)
    adres = f"/redactie/innovatie/{versie.innovatie.slug}/opnieuw-vragen/"

    eerst, dan = (client.post(adres).status_code for _ in range(2))
    verzend(na(10))
    for verder in (39, 40, 70, 100):
        dag(na(verder))

    assert (eerst, dan) == (302, 409)
    assert gevraagd() == ["vraag", *["herinnering"] * 3]
    assert Navraag.objects.filter(door=sanne).count() == 1
    assert (
        f"mailto:{versie.contact_email}" in client.get(f"/redactie/beschrijving/{versie.pk}/").text
    )


def test_de_stapel_zegt_wat_er_het_laatst_geantwoord_is() -> None:
    versie, sanne = bevestigd(), kennismakelaar()
    Innovatie.objects.filter(pk=versie.innovatie_id).update(kennismakelaar=sanne)
    dag(JAAR)
    (zonder,) = _te_bevestigen(sanne)
    meld_verouderd(sleutel=klopt_nog_sleutel(versie.innovatie), wie="Jan", tekst="Verhuisd.")

    (met,) = _te_bevestigen(sanne)

    vandaag = date_format(timezone.localdate(), "j F Y")
    assert _antwoord(zonder).bij == ""
    assert _antwoord(met).bij == f"Jan meldde dat iets niet meer klopt, {vandaag}: ‘Verhuisd.’"


@pytest.mark.parametrize("wie", ["de kalender", "de webredacteur"])
def test_wie_het_aangaat_hoort_van_het_archief_en_waar_het_verder_gaat(wie: str) -> None:
    web = maak_gebruiker(rollen=["webredacteur"])
    versie, schrijver, sanne = bevestigd(), kennismakelaar(), kennismakelaar()
    Schrijver.objects.create(
        versie=versie, gebruiker=schrijver, schreef=True, bezig_tot=timezone.now()
    )
    Innovatie.objects.filter(pk=versie.innovatie_id).update(kennismakelaar=sanne)
    naar = maak_gepubliceerd(titel="Het vervolg")

    archiveer(
        innovatie=versie.innovatie,
        reden="Oud.",
        naar=naar.innovatie,
        door=web if wie == "de webredacteur" else None,
    )

    mails = {b.aan: b for b in Bericht.objects.filter(onderwerp__startswith="Naar het archief")}
    assert set(mails) == {"jan@example.nl", schrijver.email, sanne.email}
    for mail in mails.values():
        assert "verwezen naar ‘Het vervolg’" in mail.tekst
    assert "openbare site" in mails["jan@example.nl"].tekst
    assert mails["jan@example.nl"].waarom == "U staat als contactpersoon bij deze beschrijving."


def test_een_verzonnen_link_legt_uit_wat_te_doen() -> None:
    response = Client().get("/klopt-nog/verzonnen/")

    assert response.status_code == 410
    assert "Mail de redactie" in response.content.decode()


def test_de_pagina_zegt_dat_zij_al_een_jaar_niet_bevestigd_is(client: Client) -> None:
    versie = bevestigd()
    loop_na(JAAR)

    pagina = client.get(versie.get_absolute_url()).content.decode()

    assert "10 maart 2024 voor het laatst" in pagina
