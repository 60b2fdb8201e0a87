"""Many mails over one connection, which may be lost; and not too many a second."""

from __future__ import annotations

import re

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from post.models import Beurt
from post.regels.antwoorden import Definitief, Mislukt, Onbereikbaar, Tijdelijk
from post.uitvoer.verzender import Verzender, mailer_voor
from tests.maak import maak_mail
from tests.post.brievenbus import Brievenbus
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db


def een_mail(nummer: int = 1, aan: str = "jan@example.nl") -> EmailMultiAlternatives:
    return maak_mail(f"Nr {nummer}", aan=aan)


def onderwerpen(bus: Brievenbus) -> list[str]:
    return [mail["Subject"] for mail in bus.alle()]


def test_alle_mail_gaat_over_een_verbinding(bus: Brievenbus, settings: Settings) -> None:
    settings.TERUG_EMAIL, settings.DEFAULT_FROM_EMAIL = "terug@example.nl", "Post <post@example.nl>"

    with Verzender() as verzender:
        for nummer in range(5):
            verzender.verstuur(een_mail(nummer))

    mails = bus.alle()
    assert [mail["Subject"] for mail in mails] == [f"Nr {nummer}" for nummer in range(5)]
    assert bus.verbindingen == 1
    assert set(bus.afzenders) == {"terug@example.nl"}
    assert {mail["From"] for mail in mails} == {"Post <post@example.nl>"}


@pytest.mark.parametrize("zwijgt", [False, True])
def test_een_server_die_na_honderd_mails_ophangt_wordt_weer_gebeld(
    bus: Brievenbus, *, zwijgt: bool
) -> None:
    """The mail that he did not hear goes at its next turn; it does not hold up the others."""
    bus.per_verbinding, bus.zwijgt = 100, zwijgt
    later = []

    with Verzender() as verzender:
        for nummer in range(250):
            try:
                verzender.verstuur(een_mail(nummer))
            except Tijdelijk:
                later.append(nummer)

    assert onderwerpen(bus) == [f"Nr {nummer}" for nummer in range(250) if nummer not in later]
    assert later == [100, 201]
    assert bus.verbindingen == 3


def test_een_server_die_meteen_ophangt_wordt_niet_steeds_gebeld(bus: Brievenbus) -> None:
    bus.per_verbinding = 0

    with Verzender() as verzender, pytest.raises(Onbereikbaar) as gevangen:
        verzender.verstuur(een_mail())

    assert gevangen.value.code == "4.7.0"
    assert bus.verbindingen == 1


@pytest.mark.parametrize("moment", ["MAIL FROM", "DATA", "INHOUD"])
def test_wat_misschien_al_aankwam_gaat_niet_meteen_nog_eens(bus: Brievenbus, moment: str) -> None:
    with Verzender() as verzender:
        verzender.verstuur(een_mail(1))
        bus.valt_bij = moment
        with pytest.raises(Tijdelijk, match="verbinding verbroken"):
            verzender.verstuur(een_mail(2))
        bus.valt_bij = ""
        verzender.verstuur(een_mail(3))

    assert onderwerpen(bus) == ["Nr 1", "Nr 3"]
    assert bus.verbindingen == 2


def test_een_server_die_tweemaal_ophangt_krijgt_niets_meer(bus: Brievenbus) -> None:
    bus.valt_bij = "INHOUD"

    with Verzender() as verzender:
        for nummer in range(2):
            with pytest.raises(Tijdelijk):
                verzender.verstuur(een_mail(nummer))
        with pytest.raises(Onbereikbaar):
            verzender.verstuur(een_mail(3))

    assert bus.verbindingen == 2


def test_een_server_die_niets_zegt_houdt_ons_niet_vast(bus: Brievenbus, settings: Settings) -> None:
    settings.MAILERS["default"]["OPTIONS"]["timeout"] = 0.2
    with bus.traag, Verzender() as verzender, pytest.raises(Onbereikbaar):
        verzender.verstuur(een_mail())

    with Verzender() as verzender:
        verzender.verstuur(een_mail())

    assert onderwerpen(bus) == ["Nr 1"]


def test_zonder_server_is_alles_onbereikbaar(settings: Settings) -> None:
    settings.MAILERS = {
        "default": {
            "BACKEND": "post.backends.SmtpBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1},
        }
    }

    with Verzender() as verzender, pytest.raises(Onbereikbaar) as gevangen:
        verzender.verstuur(een_mail())

    assert isinstance(gevangen.value.__cause__, ConnectionRefusedError)


@pytest.mark.parametrize(
    ("antwoord", "soort"), [("550 5.1.1 weg", Definitief), ("451 straks", Tijdelijk)]
)
def test_een_weigering_laat_de_verbinding_open(
    bus: Brievenbus, antwoord: str, soort: type[Mislukt]
) -> None:
    bus.antwoorden["weg@example.nl"] = antwoord

    with Verzender() as verzender:
        with pytest.raises(soort):
            verzender.verstuur(een_mail(aan="weg@example.nl"))
        verzender.verstuur(een_mail(2))

    assert onderwerpen(bus) == ["Nr 2"]
    assert bus.verbindingen == 1


def test_nieuwsbrieven_gaan_langs_hun_eigen_server_als_die_er_is(settings: Settings) -> None:
    settings.MAILERS = {"default": {}, "nieuwsbrieven": {}}

    assert mailer_voor("nieuwsbrieven") == "nieuwsbrieven"
    assert mailer_voor("iets-anders") == "default"


def test_zonder_grens_wacht_niemand(bus: Brievenbus) -> None:
    gewacht: list[float] = []

    with Verzender(wacht=gewacht.append) as verzender:
        verzender.verstuur(een_mail())

    assert (gewacht, onderwerpen(bus)) == ([], ["Nr 1"])
    assert not Beurt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twee_verzenders_krijgen_samen_niet_meer_beurten_dan_mag(
    bus: Brievenbus, settings: Settings
) -> None:
    settings.MAIL_PER_SECONDE = 0.01
    gewacht: list[float] = []

    def verstuur() -> None:
        with transaction.atomic(), Verzender(wacht=gewacht.append) as verzender:
            for _ in range(3):
                verzender.verstuur(een_mail())

    tegelijk(verstuur, verstuur)

    assert len(bus.alle()) == 6
    assert [round(duur / 100) for duur in sorted(gewacht)] == [1, 2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_een_beurt_houdt_een_ander_niet_op_tot_de_mail_weg_is(
    bus: Brievenbus, settings: Settings
) -> None:
    """The first mail is only committed after the second one, from elsewhere, had its turn."""
    settings.MAIL_PER_SECONDE = 0.01
    gewacht: list[float] = []

    with transaction.atomic(), Verzender(wacht=gewacht.append) as een:
        een.verstuur(een_mail(1))
        with Verzender(wacht=gewacht.append) as ander:
            ander.verstuur(een_mail(2))
        transaction.set_rollback(True)

    assert onderwerpen(bus) == ["Nr 1", "Nr 2"]
    assert [round(duur / 100) for duur in gewacht] == [1]
    assert Beurt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_een_verbroken_database_kost_geen_mail(bus: Brievenbus, settings: Settings) -> None:
    settings.MAIL_PER_SECONDE = 0.01

    with Verzender(wacht=lambda _: None) as verzender:
        verzender.verstuur(een_mail(1))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        verzender.verstuur(een_mail(2))

    assert onderwerpen(bus) == ["Nr 1", "Nr 2"]


def test_een_adres_met_een_accent_gaat_als_ascii(bus: Brievenbus) -> None:
    with Verzender() as verzender:
        verzender.verstuur(een_mail(aan="jan@café.example"))

    assert re.search(rb"^To: jan@xn--caf-dma\.example\r$", bus.ruw[0], re.MULTILINE)
