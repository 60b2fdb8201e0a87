"""Unsubscribing by mail needs the key that we sent, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from nieuwsbrieven import links
from nieuwsbrieven.actions.postbus import verwerk_postbus
from nieuwsbrieven.keuzelijsten import Toestemmingsstap
from nieuwsbrieven.models import Abonnee, Toestemming
from post.models import Postadres
from post.regels.kenmerk import message_id
from tests.maak import maak_abonnee
from tests.post.imap import Postbus, open_postbus
from tests.post.meldingen import AAN, postfix

pytestmark = pytest.mark.django_db

NU = timezone.now()


@pytest.fixture
def postbus(settings: Settings) -> Iterator[Postbus]:
    with open_postbus() as bus:
        settings.IMAP_URL = bus.adres
        yield bus


def brief(onderwerp: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "iemand@elders.nl", "terug@example.nl", onderwerp
    mail.set_content("")
    return mail.as_bytes()


def sleutel(abonnee: Abonnee) -> str:
    return links.sleutel(links.AFMELDEN, abonnee.pk)


@pytest.mark.parametrize("vorm", ["afmelden-{}", "Re: Afmelden-{} (van mijn telefoon)"])
def test_een_mail_met_de_sleutel_meldt_af(postbus: Postbus, vorm: str) -> None:
    wie, ander = maak_abonnee(), maak_abonnee()
    postbus.bezorg(brief(vorm.format(sleutel(wie))))

    assert verwerk_postbus(NU) == 1

    assert list(Abonnee.objects.actief()) == [ander]
    assert Toestemming.objects.get().stap == Toestemmingsstap.INGETROKKEN
    assert postbus.brieven == {}


def test_tweemaal_vragen_is_eenmaal_afmelden(postbus: Postbus) -> None:
    wie = maak_abonnee()
    for _ in range(2):
        postbus.bezorg(brief(f"afmelden-{sleutel(wie)}"))

    assert verwerk_postbus(NU) == 2

    assert Toestemming.objects.count() == 1
    assert postbus.brieven == {}


def test_zonder_goede_sleutel_verandert_er_niets_en_blijft_de_mail_liggen(postbus: Postbus) -> None:
    wie = maak_abonnee()
    voorkeuren = links.sleutel(links.VOORKEUREN, wie.pk)
    onderwerpen = ["afmelden", "afmelden-", "afmelden-1:onzin", f"afmelden-{voorkeuren}", "Vraag"]
    for onderwerp in onderwerpen:
        postbus.bezorg(brief(onderwerp))

    assert verwerk_postbus(NU) == 0

    assert Abonnee.objects.actief().get() == wie
    assert [rij.vlaggen for rij in postbus.brieven.values()] == [{"\\Seen"}] * 5


def test_wie_gewist_is_hoeft_niet_meer_af(postbus: Postbus) -> None:
    wie = maak_abonnee()
    onderwerp = f"afmelden-{sleutel(wie)}"
    wie.delete()
    postbus.bezorg(brief(onderwerp))

    assert verwerk_postbus(NU) == 0
    assert not Toestemming.objects.exists()


def test_mislukkingen_in_dezelfde_postbus_stoppen_het_adres(postbus: Postbus) -> None:
    wie = maak_abonnee(email=AAN)
    postbus.bezorg(postfix(message_id("editie-5", 7, AAN)))

    assert verwerk_postbus(NU) == 1

    assert Postadres.objects.gestopt().get().email == AAN
    assert Abonnee.objects.actief().get() == wie
    assert not Abonnee.objects.bereikbaar().exists()
