"""Three editions in a row that did not arrive, and there comes no fourth."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from nieuwsbrieven.actions.stoppen import stop_wie_niet_te_bereiken_is
from nieuwsbrieven.keuzelijsten import Editiestatus, Leveringstatus
from nieuwsbrieven.models import Levering
from post.actions.terugmeldingen import hef_op, meld, stop
from post.keuzelijsten import Poststopreden, Terugmeldsoort
from post.models import Postadres
from tests.maak import maak_editie

pytestmark = pytest.mark.django_db

AAN = "jan@example.nl"
NU = timezone.now()


def verloop(tekens: str, *, aan: str = AAN, gemeld_aan: str = AAN) -> None:
    """Editions to `aan`: + arrived, - failed for the moment, x given up by us for that, a was
    stopped because the reader left, w still waits, W still waits after a failure.
    """
    for teken in tekens:
        editie = maak_editie(blokken=0, status=Editiestatus.BEZIG)
        status = {
            "+": Leveringstatus.VERZONDEN,
            "-": Leveringstatus.VERZONDEN,
            "x": Leveringstatus.MISLUKT,
            "a": Leveringstatus.MISLUKT,
        }.get(teken, Leveringstatus.WACHT)
        Levering.objects.create(
            editie=editie,
            email=aan,
            blokken=[],
            status=status,
            volgende_op=NU,
            verzonden_op=NU if status == Leveringstatus.VERZONDEN else None,
        )
        if teken in "-xW":
            meld(
                kenmerk=f"{editie.pk}:{gemeld_aan}",
                email=gemeld_aan,
                soort=Terugmeldsoort.ZACHT,
                bron="proef",
                zending=f"editie-{editie.pk}",
            )


@pytest.mark.parametrize(
    ("tekens", "stopt"),
    [
        ("---", True),
        ("+++---", True),
        ("xxx", True),
        ("-x-", True),
        ("-a-aa-", True),
        ("---a", True),
        ("---w", True),
        ("--", False),
        ("--+", False),
        ("---+", False),
        ("--+-", False),
        ("-+-+-", False),
        ("--aaa", False),
        ("--W", False),
        ("--w", False),
        ("+++", False),
        ("aaa", False),
        ("", False),
    ],
)
def test_alleen_drie_keer_achter_elkaar_stopt(tekens: str, *, stopt: bool) -> None:
    verloop(tekens)
    verloop("---a+", aan="piet@example.nl", gemeld_aan="piet@example.nl")

    assert stop_wie_niet_te_bereiken_is() == stopt
    assert stop_wie_niet_te_bereiken_is() == 0

    assert list(Postadres.objects.gestopt().values_list("email", "reden")) == (
        [(AAN, Poststopreden.DRIE_KEER)] if stopt else []
    )


def test_twee_meldingen_over_een_editie_zijn_een_mislukking() -> None:
    verloop("--")
    for kenmerk in ("nog eens", "en nog eens"):
        editie = Levering.objects.latest("pk").editie_id
        meld(
            kenmerk=kenmerk,
            email=AAN,
            soort=Terugmeldsoort.ZACHT,
            bron="proef",
            zending=f"editie-{editie}",
        )

    assert stop_wie_niet_te_bereiken_is() == 0


def test_een_melding_zonder_editie_telt_niet() -> None:
    verloop("+++")
    for nummer, zending in enumerate(("", "bericht", "editie-", "editie-x")):
        meld(
            kenmerk=str(nummer),
            email=AAN,
            soort=Terugmeldsoort.ZACHT,
            bron="proef",
            zending=zending,
        )

    assert stop_wie_niet_te_bereiken_is() == 0


def test_wie_al_gestopt_was_houdt_de_eerste_reden() -> None:
    verloop("---")
    stop(email=AAN, reden=Poststopreden.KLACHT)

    assert stop_wie_niet_te_bereiken_is() == 0
    assert Postadres.objects.get().reden == Poststopreden.KLACHT


def test_na_opheffen_begint_het_tellen_opnieuw() -> None:
    verloop("---")
    stop_wie_niet_te_bereiken_is()
    hef_op(AAN)

    verloop("--")
    assert stop_wie_niet_te_bereiken_is() == 0
    verloop("-")
    assert stop_wie_niet_te_bereiken_is() == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_zoeken_is_een_vraag_hoeveel_adressen_er_ook_zijn(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        adres = f"lezer{nummer}@example.nl"
        verloop("--+", aan=adres, gemeld_aan=adres)

    with django_assert_num_queries(1):
        stop_wie_niet_te_bereiken_is()
