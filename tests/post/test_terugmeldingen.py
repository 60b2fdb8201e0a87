"""What comes back counts once, and stops an address where that is due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from post.actions.terugmeldingen import (
    BEWAREN,
    STOP_BEWAREN,
    Bezorgbaarheid,
    hef_op,
    meld,
    ruim_op,
    stand,
    stop,
    weeg,
)
from post.jobs import ruim_berichten_op
from post.keuzelijsten import Poststopreden, Terugmeldsoort
from post.models import Postadres, Terugmelding, Weigering
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db

HARD, ZACHT, KLACHT = Terugmeldsoort.HARD, Terugmeldsoort.ZACHT, Terugmeldsoort.KLACHT


def gemeld(soort: Terugmeldsoort = ZACHT, kenmerk: str = "1", **velden: Any) -> bool:
    return meld(
        **{"kenmerk": kenmerk, "email": "Jan@Example.nl", "soort": soort, "bron": "proef", **velden}
    )


@pytest.mark.parametrize(
    ("soort", "reden"), [(HARD, Poststopreden.HARD), (KLACHT, Poststopreden.KLACHT)], ids=str
)
def test_wie_niet_bestaat_of_klaagt_krijgt_meteen_niets_meer(
    soort: Terugmeldsoort, reden: Poststopreden
) -> None:
    assert gemeld(soort)

    adres = Postadres.objects.gestopt().get()
    assert (adres.email, adres.reden) == ("jan@example.nl", reden)


def test_wat_even_niet_lukt_stopt_niets() -> None:
    assert gemeld(ZACHT)

    assert Terugmelding.objects.get().email == "jan@example.nl"
    assert not Postadres.objects.exists()


def test_een_melding_telt_eenmaal_en_stopt_na_opheffen_niet_opnieuw() -> None:
    assert gemeld(HARD)
    hef_op("Jan@example.nl")

    assert not gemeld(HARD)

    assert Terugmelding.objects.count() == 1
    assert not Postadres.objects.gestopt().exists()


@pytest.mark.django_db(transaction=True)
def test_een_melding_die_tegelijk_tweemaal_komt_telt_eenmaal() -> None:
    uitkomsten: list[bool] = []

    tegelijk(*[lambda: uitkomsten.append(gemeld(HARD))] * 4)

    assert sorted(uitkomsten) == [False, False, False, True]
    assert Terugmelding.objects.count() == Postadres.objects.gestopt().count() == 1


@pytest.mark.django_db(transaction=True)
def test_verschillende_meldingen_tegelijk_over_een_adres_gaan_alle_goed() -> None:
    uitkomsten: list[bool] = []

    tegelijk(*[lambda n=n: uitkomsten.append(gemeld(HARD, str(n))) for n in range(4)])

    assert uitkomsten == [True] * 4
    assert Postadres.objects.gestopt().count() == 1


@pytest.mark.parametrize(
    "email",
    [
        "",
        "geen adres",
        "jan@example.nl\nBcc: piet@example.nl",
        "jan@\ud800.nl",
        "a" * 60 + "@" + "a" * 60 + ".b" * 80 + ".nl",
    ],
)
def test_wat_geen_adres_is_wordt_geweigerd(email: str) -> None:
    assert not gemeld(HARD, email=email)
    stop(email=email, reden=Poststopreden.HARD)

    assert not Terugmelding.objects.exists()
    assert not Postadres.objects.exists()


@pytest.mark.parametrize("email", ["Jan@Müller.nl", "jan@xn--mller-kva.nl"])
def test_een_domein_met_een_accent_is_een_adres_hoe_de_server_het_ook_schrijft(email: str) -> None:
    for nummer in range(3):
        gemeld(ZACHT, str(nummer), email=email)
    stop(email=email, reden=Poststopreden.HARD)

    assert {*Terugmelding.objects.values_list("email", flat=True)} == {"jan@xn--mller-kva.nl"}
    assert Postadres.objects.gestopt().get().email == "jan@xn--mller-kva.nl"

    hef_op("jan@müller.nl")

    assert not Postadres.objects.exists()


def test_wat_te_lang_of_vreemd_is_wordt_ingekort() -> None:
    lang = "é\x00\ud800" * 1000

    assert gemeld(bron=lang, zending=lang, code=lang, tekst=lang, kenmerk=lang)
    assert gemeld(kenmerk=lang + "x")

    rij = Terugmelding.objects.last()
    assert rij is not None
    assert (rij.bron, rij.zending, rij.code) == ("é" * 40,) * 3
    assert rij.tekst == "é" * 300


def test_de_eerste_reden_om_te_stoppen_blijft() -> None:
    stop(email="jan@example.nl", reden=Poststopreden.KLACHT)
    stop(email="JAN@example.nl", reden=Poststopreden.DRIE_KEER)

    assert Postadres.objects.get().reden == Poststopreden.KLACHT


def test_een_rij_die_niet_gestopt_is_houdt_stoppen_niet_tegen() -> None:
    Postadres.objects.create(email="jan@example.nl")

    stop(email="jan@example.nl", reden=Poststopreden.HARD)

    assert Postadres.objects.gestopt().get().reden == Poststopreden.HARD


def test_opheffen_vergeet_wat_even_niet_lukte_van_dit_adres() -> None:
    gemeld(ZACHT, "1")
    gemeld(KLACHT, "2")
    gemeld(ZACHT, "3", email="piet@example.nl")

    hef_op("JAN@example.nl")

    assert not Postadres.objects.exists()
    assert set(Terugmelding.objects.values_list("kenmerk", flat=True)) == {"2", "3"}


@pytest.mark.parametrize(
    ("antwoord", "soort"),
    [
        ("550 5.1.1 <jan@example.nl>: User unknown", HARD),
        ("550-5.1.1 The email account that you tried to reach does not exist", HARD),
        ("smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound", HARD),
        ("5.2.1 mailbox disabled", HARD),
        ("550 no such user", HARD),
        ("unknown user 5.0.0", HARD),
        ("552 5.2.2 mailbox full", ZACHT),
        ("550 5.7.1 blocked", ZACHT),
        ("550 listed as spam", ZACHT),
        ("554 no", ZACHT),
        ("553 5.1.8 sender address rejected", ZACHT),
        ("550 4.4.7 QUEUE.Expired; message expired", ZACHT),
        ("452 4.2.2 over quota", ZACHT),
        ("4.1.1 wait", ZACHT),
        ("connect to mx[192.0.2.550]: refused, 10.5.1.1", None),
        ("", None),
    ],
)
def test_alleen_een_adres_dat_er_niet_is_is_hard(
    antwoord: str, soort: Terugmeldsoort | None
) -> None:
    assert weeg(antwoord) == soort


def test_oude_meldingen_en_adressen_worden_vergeten() -> None:
    nu = timezone.now()
    net, oud = nu - BEWAREN + timedelta(hours=1), nu - BEWAREN - timedelta(hours=1)
    for kenmerk, moment in (("net", net), ("oud", oud)):
        gemeld(ZACHT, kenmerk)
        Terugmelding.objects.filter(kenmerk=kenmerk).update(ontvangen_op=moment)
    for dagen in (364, 367):
        Weigering.objects.create(dag=nu - timedelta(days=dagen), bron="brevo", aantal=1)
    Postadres.objects.create(email="los@example.nl")
    for naam, dag in (("net", -1), ("oud", 1)):
        Postadres.objects.create(
            email=f"{naam}@example.nl",
            reden=Poststopreden.HARD,
            gestopt_op=nu - STOP_BEWAREN - timedelta(days=dag),
        )

    ruim_op(nu)

    assert Terugmelding.objects.get().kenmerk == "net"
    assert Weigering.objects.count() == 1
    assert Postadres.objects.get().email == "net@example.nl"


def test_het_uurwerk_vergeet_ook_meldingen() -> None:
    gemeld()
    Terugmelding.objects.update(ontvangen_op=timezone.now() - BEWAREN - timedelta(days=1))

    ruim_berichten_op(0)

    assert not Terugmelding.objects.exists()


def test_de_stand_telt_per_reden_en_de_weigeringen_van_dertig_dagen() -> None:
    gemeld(HARD, "1")
    gemeld(HARD, "2", email="piet@example.nl")
    stop(email="kees@example.nl", reden=Poststopreden.DRIE_KEER)
    vandaag = timezone.localdate()
    for dagen, aantal in ((0, 2), (30, 3), (31, 50)):
        Weigering.objects.create(dag=vandaag - timedelta(days=dagen), bron="brevo", aantal=aantal)

    assert stand() == Bezorgbaarheid(
        {Poststopreden.HARD: 2, Poststopreden.KLACHT: 0, Poststopreden.DRIE_KEER: 1}, geweigerd=5
    )


def test_zonder_iets_is_alles_nul() -> None:
    assert stand() == Bezorgbaarheid(dict.fromkeys(Poststopreden, 0), geweigerd=0)


def test_een_kenmerk_staat_er_eenmaal() -> None:
    gemeld()

    with pytest.raises(IntegrityError, match="kenmerk"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO post_terugmelding (kenmerk, email, soort, zending, code, tekst, bron,"
            " ontvangen_op) VALUES ('1', 'a@b.nl', 'hard', '', '', '', '', now())"
        )
