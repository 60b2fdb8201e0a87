import random
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
import time_machine

from bench.jaren_programma import vul
from innovaties.keuzelijsten import Status
from logboek.models import Logregel
from rapportage.lezen.cijfers import Cijfersoort, Vergelijking, stand_van
from rapportage.lezen.cijfers.beschrijvingen import Statuswissel, Versie, status_op
from rapportage.lezen.cijfers.trajecten import duur_in_maanden
from rapportage.lezen.stand import Getelde, Kengetal, Meting, Rapportinhoud, telling
from rapportage.models import Rapport
from rapportage.regels.halfjaar import Halfjaar, Periode
from tests.maak import maak_gepubliceerd, maak_thema, maak_traject
from tests.rapportage.hertelling import Herteld, Hertelling
from trajecten.models import Deelname

pytestmark = pytest.mark.django_db

NU = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize("zaad", range(3))
def test_elk_cijfer_is_gelijk_aan_een_trage_hertelling(zaad: int) -> None:
    kans = random.Random(zaad)
    vul(kans, nu=NU, erbij=14, masterclasses=10, edities=6)
    halfjaar = kans.choice([Halfjaar(2024, 2), Halfjaar(2025, 1), Halfjaar(2026, 2)])
    for een in (halfjaar, halfjaar.vorige):
        rapport, _ = Rapport.objects.get_or_create(jaar=een.jaar, helft=een.helft)
        for nummer in range(3):
            rapport.posten.create(
                activiteit=f"Activiteit {nummer}",
                gepland=kans.randrange(9000),
                besteed=kans.choice([None, 0, 1234]),
            )
    for deelname in Deelname.objects.all():
        deelname.inzet_uren = kans.choice([None, 0, 80])
        deelname.save()

    stand = stand_van(halfjaar, NU)

    nu, toen = (_hertel(hj) for hj in (halfjaar, halfjaar.vorige))
    cijfers = {cijfer.sleutel: cijfer for cijfer in stand.cijfers()}
    geteld = {c.sleutel: (c.waarde, frozenset(s for s, _ in c.rijen)) for c in cijfers.values()}
    niets = (0, frozenset[str]())
    assert geteld == {sleutel: nu.pop(sleutel, niets) for sleutel in geteld}
    assert {c.sleutel: c.vorige for c in cijfers.values()} == {
        sleutel: toen.pop(sleutel, niets)[0] for sleutel in cijfers
    }
    assert not nu, "What the recount finds, the report shows."
    assert not toen
    assert {s for c in cijfers.values() for s, _ in c.rijen} == set(stand.rijen)
    assert sum(bool(cijfer.waarde) for cijfer in cijfers.values()) > 20


class _EenBron:
    """A source that counts one thing."""

    rijen: Mapping[str, Getelde] = {}

    def meet(self, periode: Periode) -> dict[str, Meting]:
        return {"geteld": telling(["nu"] if periode.bevat(NU) else [])}


def test_een_cijfer_dat_niemand_telt_wordt_geen_nul() -> None:
    halfjaar = Halfjaar(2027, 1)
    vergelijking = Vergelijking(
        [_EenBron()],
        halfjaar.periode(NU),
        halfjaar.vorige.periode(datetime(2027, 1, 9, tzinfo=UTC)),
    )

    geteld = vergelijking.cijfer(Cijfersoort("geteld", "Geteld"))
    assert (geteld.waarde, geteld.vorige) == (0, 1)
    with pytest.raises(KeyError, match="vergeten"):
        vergelijking.cijfer(Cijfersoort("vergeten", "Vergeten"))


def _hertel(halfjaar: Halfjaar) -> Herteld:
    periode = halfjaar.periode(NU)
    return Hertelling(periode.begin, periode.tot).alles()


def _cijfer(stand: Rapportinhoud, sleutel: str) -> Kengetal:
    cijfer = stand.cijfer(sleutel)
    assert cijfer
    return cijfer


def _versie(status: str, gepubliceerd_op: datetime | None) -> Versie:
    return Versie(1, 1, 1, "Titel", "bestaand", "", status, gepubliceerd_op, "titel")


def _dag(maand: int) -> datetime:
    return datetime(2026, maand, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("maand", "status"), [(1, ""), (3, "concept"), (5, "gepubliceerd"), (7, "gearchiveerd")]
)
def test_status_van_toen_volgt_uit_het_logboek(maand: int, status: str) -> None:
    versie = _versie("gearchiveerd", _dag(4))
    stappen = [
        Statuswissel(_dag(2), "", "concept"),
        Statuswissel(_dag(4), "concept", "gepubliceerd"),
        Statuswissel(_dag(6), "gepubliceerd", "gearchiveerd"),
    ]

    assert status_op(versie, stappen, _dag(maand)) == status


@pytest.mark.parametrize(
    ("nu", "uit", "stappen", "status"),
    [
        (Status.GEPUBLICEERD, _dag(2), [], "gepubliceerd"),
        (Status.GEPUBLICEERD, _dag(6), [], ""),
        (Status.GEARCHIVEERD, _dag(2), [], ""),
        (Status.CONCEPT, None, [], ""),
        (
            Status.GEARCHIVEERD,
            _dag(2),
            [Statuswissel(_dag(7), "te-bevestigen", "gearchiveerd")],
            "te-bevestigen",
        ),
    ],
)
def test_zonder_eerdere_regel_telt_alleen_wat_zeker_is(
    nu: str, uit: datetime | None, stappen: list[Statuswissel], status: str
) -> None:
    assert status_op(_versie(nu, uit), stappen, _dag(5)) == status


def test_een_halfjaar_eindigt_om_middernacht_in_amsterdam() -> None:
    maak_gepubliceerd(gepubliceerd_op=datetime(2025, 6, 30, 21, 59, tzinfo=UTC))
    maak_gepubliceerd(gepubliceerd_op=datetime(2025, 6, 30, 22, 0, tzinfo=UTC))

    stand = stand_van(Halfjaar(2025, 2), NU)

    nieuw, er = _cijfer(stand, "nieuw"), _cijfer(stand, "stand")
    assert (nieuw.waarde, nieuw.vorige, nieuw.verschil_tekst) == (1, 1, "gelijk gebleven")
    assert (er.waarde, er.vorige, er.verschil_tekst) == (2, 1, "1 meer")


def test_een_beschrijving_telt_bij_elk_van_haar_themas() -> None:
    themas = [maak_thema("wonen"), maak_thema("werk")]
    maak_gepubliceerd(gepubliceerd_op=_dag(2), themas=themas)

    stand = stand_van(Halfjaar(2026, 1), NU)

    assert [_cijfer(stand, f"nieuw-thema-{t.slug}").waarde for t in themas] == [1, 1]
    assert _cijfer(stand, "nieuw").waarde == 1


def test_een_traject_dat_later_begon_dan_gepland_liep_eerder_nog_niet() -> None:
    traject = maak_traject(begin=date(2026, 3, 1))
    with time_machine.travel(_dag(9), tick=False):
        Logregel.objects.schrijf(traject, "traject-gestart", naar=traject.status)

    te_weinig = _cijfer(stand_van(Halfjaar(2026, 2), NU), "traject-te-weinig")

    assert (te_weinig.waarde, te_weinig.vorige) == (1, 0)


def test_zonder_iets_is_er_niets_te_meten() -> None:
    stand = stand_van(Halfjaar(2026, 1), NU)

    assert _cijfer(stand, "nieuw").tekst == "0"
    assert _cijfer(stand, "tot-reactie").tekst == "geen"
    assert _cijfer(stand, "tot-reactie").verschil_tekst == "niet te vergelijken"
    assert not stand.rijen


@pytest.mark.parametrize(
    ("begin", "einde", "maanden"),
    [
        (date(2025, 1, 1), date(2026, 4, 1), 15),
        (date(2025, 1, 1), date(2026, 3, 2), 15),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2025, 1, 1), date(2025, 1, 2), 1),
    ],
)
def test_een_begonnen_maand_telt_mee(begin: date, einde: date, maanden: int) -> None:
    assert duur_in_maanden(begin, einde) == maanden
