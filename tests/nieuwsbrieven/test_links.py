"""Every link in every mail, followed as scanners and readers do: only a POST does anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from nieuwsbrieven.actions.abonneren import Lezerswensen, meld_aan
from nieuwsbrieven.actions.plannen import plan
from nieuwsbrieven.actions.verzenden import begin, lever_volgende
from nieuwsbrieven.keuzelijsten import Editiesoort, Frequentie
from nieuwsbrieven.models import Abonnee, Editie
from post.actions.klaarzetten import verstuur_volgende
from post.uitvoer.verzender import Verzender
from tests.maak import maak_abonnee, maak_blok, maak_editie, maak_gebruiker, maak_thema, over
from tests.nieuwsbrieven.herhalen import Herhaling, Linkantwoord, afmeldlink_van, herhaal, links_van
from tests.post.brievenbus import HOST, Brievenbus, open_brievenbus

pytestmark = pytest.mark.django_db


@pytest.fixture
def bus(settings: Settings) -> Iterator[Brievenbus]:
    """A mail server, to which the site sends."""
    with open_brievenbus() as bus:
        settings.MAILERS = {
            "default": {
                "BACKEND": "post.backends.SmtpBackend",
                "OPTIONS": {"host": HOST, "port": bus.port, "timeout": 5},
            }
        }
        yield bus


def test_alleen_een_post_van_een_lezer_wijzigt_iets(bus: Brievenbus) -> None:
    herstel = maak_thema("herstel")
    for velden in (
        {},
        {"themas": [herstel]},
        {"rollen": ["professional"]},
        {"pauze_tot": timezone.localdate()},
        {"pauze_tot": over(30).date()},
        {"afgemeld_op": timezone.now()},
        {"frequentie": Frequentie.OVERZICHT},
    ):
        maak_abonnee(**velden)
    meld_aan(email="nieuw@example.nl", wensen=Lezerswensen(themas=[herstel]))
    while verstuur_volgende(timezone.now()):
        pass
    verzend(met_blokken(maak_editie()))
    verzend(met_blokken(maak_editie(soort=Editiesoort.OVERZICHT)))
    mails = bus.alle()

    uitkomst = herhaal(mails, vraag)

    assert uitkomst.fouten == []
    assert uitkomst.mails == len(mails) == 6
    assert uitkomst.afgemeld == 5
    assert Abonnee.objects.actief().exclude(email="nieuw@example.nl").get().pauze_tot


def test_wat_bij_kijken_al_wijzigt_valt_op(bus: Brievenbus) -> None:
    abonnee = maak_abonnee()
    verzend(maak_editie())

    def met_haast(methode: str, pad: str, velden: dict[str, str]) -> Linkantwoord:
        Abonnee.objects.filter(pk=abonnee.pk).update(
            aangemeld_op=timezone.now() + timedelta(days=1)
        )
        return vraag(methode, pad, velden)

    uitkomst: Herhaling = herhaal(bus.alle(), met_haast)

    assert any(fout.startswith("GET") and fout.endswith("wijzigt iets") for fout in uitkomst.fouten)


def test_elke_mail_heeft_de_persoonlijke_links_in_html_tekst_en_koppen(bus: Brievenbus) -> None:
    maak_abonnee()
    verzend(maak_editie())
    [mail] = bus.alle()

    alle = links_van(mail)
    per_deel = {
        deel.get_content_type(): deel.get_content()
        for deel in mail.walk()
        if not deel.is_multipart()
    }

    assert afmeldlink_van(mail) in alle
    assert set(per_deel) == {"text/plain", "text/html"}
    for pagina in ("afmelden", "voorkeuren"):
        [link] = [link for link in alle if f"/nieuwsbrieven/{pagina}/" in link]
        assert all(link in inhoud for inhoud in per_deel.values())


def met_blokken(editie: Editie) -> Editie:
    maak_blok(editie, themas=[maak_thema()], adres="/innovaties/", linktekst="Lees verder")
    maak_blok(editie, adres="https://example.org/elders", linktekst="Elders")
    return editie


def verzend(editie: Editie) -> None:
    door = maak_gebruiker(rollen=["webredacteur"])
    plan(editie=editie, moment=timezone.now(), door=door)
    begin(editie.pk, timezone.now())
    with Verzender() as verzender:
        while lever_volgende(verzender, timezone.now()):
            pass


def vraag(methode: str, pad: str, velden: dict[str, str]) -> Linkantwoord:
    """Ask as somebody who was never here."""
    antwoord = Client(enforce_csrf_checks=True).generic(
        methode, pad, urlencode(velden), content_type="application/x-www-form-urlencoded"
    )
    return Linkantwoord(antwoord.status_code, bool(antwoord.cookies))
