"""The one gate for strangers: every form that needs no account passes it, by its class."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from basis.fouten import TeVaak
from basis.geheime_link import Poort
from gebruikers.actions import NETWERK, netwerk, tel_netwerk, vergeet_tellers
from gebruikers.models import Teller
from masterclasses.forms.aanmelden import AanmeldenForm as MasterclassForm
from masterclasses.keuzelijsten import Aanmeldstatus
from masterclasses.models import Aanmelding
from nieuwsbrieven.forms.abonnee import AbonneerForm as NieuwsbriefForm
from nieuwsbrieven.forms.abonnee import NieuwAdresForm
from nieuwsbrieven.links import voorkeuren
from post.models import Bericht
from redactie.forms.openbaar import EldersForm, WeetMeerForm
from tests.maak import (
    maak_abonnee,
    maak_genoemd,
    maak_gepubliceerd,
    maak_masterclass,
    maak_tranche,
    traject_met_oproep,
)
from tests.wensen.wensen import maak_wens
from trajecten.forms.meedoen import AanvraagForm, MeedoenForm
from wensen.forms.wensen import WensForm
from werkplek.zonder_account import ZonderAccountForm, geen_adres

pytestmark = pytest.mark.django_db

MERK = "Qzmerk"
ADRES = "vreemde@example.nl"
WIE = {
    "naam": f"{MERK} Jan",
    "organisatie": f"{MERK} Zorg",
    "email": ADRES,
    "akkoord": "on",
    "website": "",
}


@dataclass(frozen=True)
class Formulier:
    """One public form: its class, its route, a page that has it, and what to fill in."""

    klasse: type[ZonderAccountForm]
    route: str
    pagina: Callable[[], str]
    velden: dict[str, str]
    poort: Poort = Poort.FORMULIER


def _nieuwsbrief() -> str:
    return "/nieuwsbrieven/aanmelden/"


def _masterclass() -> str:
    return f"{maak_masterclass(zaal=60).get_absolute_url()}aanmelden/"


def _meedoen() -> str:
    return f"{maak_tranche().get_absolute_url()}meedoen/"


def _aanvragen() -> str:
    return f"{traject_met_oproep().get_absolute_url()}meedoen/"


def _wens() -> str:
    return f"/wensen/{maak_wens().innovatie.slug}/"


def _elders() -> str:
    return f"{maak_gepubliceerd().get_absolute_url()}elders/"


def _weet_meer() -> str:
    return f"{maak_genoemd().get_absolute_url()}weet-meer/"


def _voorkeuren() -> str:
    return urlsplit(voorkeuren(maak_abonnee().pk)).path


FORMULIEREN = [
    Formulier(
        NieuwsbriefForm,
        "nieuwsbrieven:aanmelden",
        _nieuwsbrief,
        {"welke_themas": "alles", "welke_regios": "alles", "frequentie": "elke"},
    ),
    Formulier(
        MasterclassForm,
        "masterclasses:aanmelden",
        _masterclass,
        {"functie": MERK, "rol": "professional", "wijze": "zaal", "behoefte": MERK},
    ),
    Formulier(MeedoenForm, "trajecten:meedoen", _meedoen, {"wat": MERK}),
    Formulier(
        AanvraagForm, "trajecten:aanvragen", _aanvragen, {"wat": MERK, "bestuur": "De voorzitter"}
    ),
    Formulier(WensForm, "wensen:wens", _wens, {"inbreng": MERK}),
    Formulier(
        EldersForm, "redactie:elders", _elders, {"stand": "draait", "aanpassing": f"{MERK}."}
    ),
    Formulier(WeetMeerForm, "redactie:weet_meer", _weet_meer, {"tekst": f"{MERK} kent dit."}),
    Formulier(
        NieuwAdresForm, "nieuwsbrieven:voorkeuren", _voorkeuren, {"stap": "adres"}, Poort.LINK
    ),
]

elk_formulier = pytest.mark.parametrize(
    "formulier", FORMULIEREN, ids=[formulier.route for formulier in FORMULIEREN]
)


@pytest.fixture(autouse=True)
def _stil() -> Iterator[None]:
    """One moment: what a test does takes no time, however busy the machine is."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


def _klassen(klasse: type[ZonderAccountForm]) -> Iterator[type[ZonderAccountForm]]:
    for onder in klasse.__subclasses__():
        yield onder
        yield from _klassen(onder)


def _routes(resolver: URLResolver, ruimte: str = "") -> Iterator[tuple[str, URLPattern]]:
    for deel in resolver.url_patterns:
        if isinstance(deel, URLResolver):
            yield from _routes(deel, f"{ruimte}{deel.namespace}:" if deel.namespace else ruimte)
        else:
            yield f"{ruimte}{deel.name}", deel


def test_elk_formulier_zonder_account_staat_in_deze_proef() -> None:
    """A form without an address writes to nobody; one that others build on is no page."""
    met_adres = {
        klasse
        for klasse in _klassen(ZonderAccountForm)
        if "email" not in klasse.weglaten and not klasse.__subclasses__()
    }

    assert met_adres == {formulier.klasse for formulier in FORMULIEREN}


def test_elke_pagina_waar_iedereen_iets_stuurt_gaat_door_de_poort() -> None:
    routes = dict(_routes(get_resolver()))

    zonder_cookie = {naam for naam, r in routes.items() if getattr(r.callback, "csrf_exempt", 0)}
    geteld = {naam: getattr(r.callback, "poort", None) for naam, r in routes.items()}

    # The provider of mail proves itself with a key.
    assert {naam for naam in zonder_cookie if geteld[naam] is None} == {"terugmelding"}
    assert {naam for naam, poort in geteld.items() if poort == Poort.FORMULIER} == {
        "account_reset_password",
        *(f.route for f in FORMULIEREN if f.poort == Poort.FORMULIER),
    }


@elk_formulier
def test_een_mens_krijgt_hoogstens_zes_mails_per_uur(formulier: Formulier, client: Client) -> None:
    pagina = formulier.pagina()
    al_klaar = Bericht.objects.count()

    antwoorden = [
        client.post(pagina, {**WIE, **formulier.velden, "email": f"vreemde+{nummer}@example.nl"})
        for nummer in range(7)
    ]

    assert [antwoord.status_code for antwoord in antwoorden] == [302] * 6 + [429]
    assert Bericht.objects.count() - al_klaar <= 6
    assert antwoorden[-1]["Retry-After"] == "3600"
    assert "Probeer het opnieuw om" in antwoorden[-1].text
    assert 'name="email" value="vreemde+6@example.nl"' in antwoorden[-1].text


@elk_formulier
def test_wat_er_mist_staat_bij_elkaar_en_krijgt_de_focus(
    formulier: Formulier, client: Client
) -> None:
    pagina = client.post(formulier.pagina(), {**formulier.velden, "email": "geen adres"}).text

    assert '<div tabindex="-1" autofocus>' in pagina


def test_samen_hoogstens_zes_en_na_een_uur_weer(client: Client) -> None:
    begin = timezone.now()
    for formulier in (*FORMULIEREN, FORMULIEREN[0]):
        client.post(formulier.pagina(), {**WIE, **formulier.velden})
    vergeten = client.post("/wachtwoord/vergeten/", {"email": ADRES})

    with time_machine.travel(begin + timedelta(hours=1), tick=False):
        later = client.post("/wachtwoord/vergeten/", {"email": ADRES})

    assert vergeten.status_code == 429
    assert later.status_code == 302


@elk_formulier
def test_de_eerste_mail_aan_een_vreemde_bevat_alleen_onze_woorden(
    formulier: Formulier, client: Client
) -> None:
    pagina = formulier.pagina()

    for _ in range(2):
        assert client.post(pagina, {**WIE, **formulier.velden}).status_code == 302

    mails = list(Bericht.objects.filter(aan=ADRES))
    assert mails
    for mail in mails:
        assert MERK.lower() not in f"{mail.onderwerp} {mail.tekst} {mail.html}".lower()
        assert mail.tekst.startswith("Beste lezer,")


@elk_formulier
@pytest.mark.parametrize("veld", ["naam", "organisatie", "functie"])
def test_een_naam_is_geen_adres(formulier: Formulier, veld: str, client: Client) -> None:
    velden = {**WIE, **formulier.velden}
    pagina = formulier.pagina()
    if f'name="{veld}"' not in client.get(pagina).text:
        return

    antwoord = client.post(pagina, {**velden, veld: "Win geld op evil .nl"})

    assert antwoord.status_code == 200
    assert "zonder webadres" in antwoord.text
    assert not Bericht.objects.filter(aan=ADRES).exists()


@pytest.mark.parametrize(
    "tekst",
    [
        *("evil.nl", "Kijk op evil .nl", "evil. nl", "evil[.]nl", "evil(dot)nl", "evil punt nl"),
        *("hxxps evil", "HTTP://x", "www evil", "jan@evil", "jan @ evil.nl", "xn--vil-zka"),
        *("evil\u200b.\u200bnl", "evil。nl", "evil\uff0enl", "evil\u2024nl", "10.0.0.1"),
    ],
)
def test_elke_schrijfwijze_van_een_adres_wordt_geweigerd(tekst: str) -> None:
    with pytest.raises(ValidationError, match="zonder webadres"):
        geen_adres(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        *("J. de Vries", "A.B.C. van der Berg", "dr. Leo Kannerhuis", "St. Antonius", "@ease"),
        *(
            "Lentis (Noord)",
            "GGZ N.H.N.",
            "Zorg & Zo",
            "'t Huis",
            "Moet dat nu? Ja.",
            "Élise-Marie",
        ),
    ],
)
def test_een_gewone_naam_mag(tekst: str) -> None:
    geen_adres(tekst)


def test_een_netwerk_stuurt_hoogstens_dertig_formulieren_per_minuut(client: Client) -> None:
    formulier = FORMULIEREN[0]

    def stuur(wie: int, adres: str) -> int:
        velden = {**WIE, **formulier.velden, "email": f"lezer{wie}@example.nl"}
        return client.post(formulier.pagina(), velden, REMOTE_ADDR=adres).status_code

    statussen = [stuur(wie, f"2001:db8::{wie:x}") for wie in range(31)]

    assert statussen == [302] * 30 + [429]
    assert stuur(40, "2001:db8:0:1::1") == 302
    assert Bericht.objects.count() == 31


@pytest.mark.parametrize(
    ("adres", "groep"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unix", "unix"),
    ],
)
def test_een_netwerk_is_een_adres_of_de_eerste_helft_ervan(adres: str, groep: str) -> None:
    assert netwerk(adres) == groep


def test_een_kantoor_van_vijftig_schrijft_zich_in_een_kwartier_in(client: Client) -> None:
    masterclass = maak_masterclass(zaal=50)
    pagina = f"{masterclass.get_absolute_url()}aanmelden/"
    begin = timezone.now()
    for wie in range(50):
        with time_machine.travel(begin + timedelta(seconds=18 * wie), tick=False):
            velden = {**WIE, **FORMULIEREN[1].velden, "email": f"collega{wie}@example.nl"}
            fout = client.post(pagina, {**velden, "naam": ""})  # half of what they send is wrong
            goed = client.post(pagina, velden)
            assert (fout.status_code, goed.status_code) == (200, 302)

    for mail in Bericht.objects.filter(aan__startswith="collega"):
        (link,) = re.findall(r"https?://[^/]+(/\S+)", mail.tekst)
        client.post(link, {"stap": "bevestigen"})

    assert Aanmelding.objects.filter(status=Aanmeldstatus.BEVESTIGD).count() == 50


def test_de_teller_weet_niet_wie_en_vergeet_op_tijd() -> None:
    for _ in range(30):
        tel_netwerk("192.0.2.7", NETWERK)
    with pytest.raises(TeVaak) as fout:
        tel_netwerk("192.0.2.7", NETWERK)
    wat_er_staat = list(Teller.objects.values_list("sleutel", flat=True))

    vergeet_tellers(timezone.now() + timedelta(minutes=1, seconds=1))
    na_een_minuut = Teller.objects.count()
    vergeet_tellers(timezone.now() + timedelta(hours=1, seconds=1))

    assert fout.value.tot == timezone.now() + timedelta(minutes=1)
    assert all(re.fullmatch("[0-9a-f]{64}", sleutel) for sleutel in wat_er_staat)
    assert (na_een_minuut, Teller.objects.count()) == (1, 0)
