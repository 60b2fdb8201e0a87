"""A subscriber takes the newsletter along to another address, once its owner says so."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client

from nieuwsbrieven import links
from nieuwsbrieven.keuzelijsten import Toestemmingsstap
from nieuwsbrieven.models import Abonnee
from nieuwsbrieven.regels.toestemming import bewijs
from post.models import Bericht
from post.uitvoer.opmaak import adres_in
from tests.maak import maak_abonnee, maak_thema

pytestmark = pytest.mark.django_db


def vraag(abonnee: Abonnee, email: str) -> str:
    """What the page with preferences says after another address was filled in."""
    pagina = urlsplit(links.voorkeuren(abonnee.pk)).path
    return Client().post(pagina, {"stap": "adres", "email": email}, follow=True).text


def test_na_bevestigen_gaat_alles_mee_en_het_oude_adres_leest_dat() -> None:
    abonnee = maak_abonnee(email="oud@example.nl", themas=[maak_thema()])

    gevraagd = vraag(abonnee, "Nieuw@Example.nl")
    mail = Bericht.objects.get()
    abonnee.refresh_from_db()
    tussentijds = abonnee.email
    pagina = Client().get(adres := urlsplit(adres_in(mail.tekst)).path).text
    for _ in range(2):
        klaar = Client().post(adres, follow=True).text

    abonnee.refresh_from_db()
    assert "Wij stuurden een mail naar het nieuwe adres." in gevraagd
    assert (mail.aan, tussentijds) == ("nieuw@example.nl", "oud@example.nl")
    assert "gaat nu naar o…@example.nl" in mail.tekst
    assert "nieuw@example.nl" in pagina
    assert "o…@example.nl" in pagina
    assert "komt voortaan op uw nieuwe adres" in klaar
    assert (abonnee.email, abonnee.themas.count()) == ("nieuw@example.nl", 1)
    assert [b.stap for b in bewijs("oud@example.nl")] == [Toestemmingsstap.INGETROKKEN]
    assert [b.stap for b in bewijs("nieuw@example.nl")] == [Toestemmingsstap.GEGEVEN]
    assert Bericht.objects.exclude(pk=mail.pk).get().aan == "oud@example.nl"


def test_een_adres_dat_al_abonnee_is_wordt_niet_overgenomen() -> None:
    abonnee, ander = maak_abonnee(), maak_abonnee()
    vraag(abonnee, ander.email)

    antwoord = Client().post(urlsplit(adres_in(Bericht.objects.get().tekst)).path)

    assert antwoord.status_code == 409
    assert "Dit e-mailadres is al abonnee." in antwoord.text
    assert Abonnee.objects.filter(email=ander.email).get() == ander


def test_een_link_die_is_ingehaald_verhuist_niemand() -> None:
    abonnee = maak_abonnee(email="oud@example.nl")
    for email in ("een@example.nl", "twee@example.nl"):
        vraag(abonnee, email)
    een, twee = (urlsplit(adres_in(b.tekst)).path for b in Bericht.objects.order_by("pk"))

    ingehaald = Client().post(een)
    Client().post(twee)
    na_de_verhuizing = Client().post(een)

    abonnee.refresh_from_db()
    assert [ingehaald.status_code, na_de_verhuizing.status_code] == [409, 409]
    assert "daarna is een ander adres gevraagd" in ingehaald.text
    assert abonnee.email == "twee@example.nl"


def test_een_abonnee_schrijft_hoogstens_zes_vreemden_per_uur() -> None:
    abonnee = maak_abonnee()

    gezegd = [vraag(abonnee, f"nieuw{nummer}@example.nl") for nummer in range(7)]

    assert ["Probeer het opnieuw om" in tekst for tekst in gezegd] == [False] * 6 + [True]
    assert Bericht.objects.count() == 6


def test_een_fout_adres_staat_in_de_titel() -> None:
    assert "Nog niet goed ingevuld" in vraag(maak_abonnee(), "geen adres")


def test_een_link_die_niet_van_ons_is_verhuist_niemand() -> None:
    antwoord = Client().post("/nieuwsbrieven/adres/onzin:x/")

    assert antwoord.status_code == 404
    assert "Er is niets veranderd" in antwoord.text
