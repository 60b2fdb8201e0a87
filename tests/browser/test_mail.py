"""Every kind of mail as a phone shows it: it fits, it can be read, and it has one button."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from functools import partial
from importlib import import_module
from inspect import getmembers, isfunction
from types import ModuleType

import pytest
from django.apps import apps
from django.utils import timezone
from django.utils.module_loading import module_has_submodule
from playwright.sync_api import Browser

import masterclasses.berichten
import nieuwsbrieven.berichten
import opgaven.berichten
import rapportage.berichten
import trajecten.berichten
import wensen.berichten
from gebruikers.models import Gebruiker
from kennisbank.adapter import BRIEVEN, Adapter
from logboek.models import Logregel
from masterclasses.models import Uitnodiging
from nieuwsbrieven.links import Verhuizing
from opgaven.models import Kennisvoorstel, Standvraag
from post.actions.klaarzetten import als_mail
from post.models import Bericht
from rapportage.models import Rapport
from redactie.actions.basis import adres, mail
from tests.browser.axe import gebreken
from tests.maak import (
    maak_aanmelding,
    maak_abonnee,
    maak_editie,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    maak_tranche,
    maak_uitvraag,
    nieuwe_deelname,
    traject_met_oproep,
)
from tests.opgaven.netwerken import maak_standgever
from trajecten.actions.inschrijven import schrijf_in
from trajecten.models import Afspraak, Groepsbijeenkomst, Meedoener, Overleg
from wensen.models import Belangstelling

GEEN_SOORT = {
    "pauze_tot",
    "van",
    "van_aanbod",
    "wanneer",
    "wanneer_en_waar",
    "nodig_uit_voor_wens",
    "uitnodiging_wens",
}
"""Functions of `berichten` that queue nothing, or what another one queues too."""

TEKST = f"Uw {'levensloopbestendigheid' * 3}.\n\nhttps://elders.nl/{'a' * 90}"
"""What an organiser may write: a word and an address that are wider than a phone."""

BM = masterclasses.berichten
Soorten = dict[str, Callable[[], object]]


def van_masterclasses() -> Soorten:
    nu = timezone.now()
    aanmelding = maak_aanmelding(maak_masterclass(titel="Samen werken aan herstel"))
    beoordeelde = maak_aanmelding(status="te-bevestigen")
    masterclass = aanmelding.masterclass
    uitnodiging = Uitnodiging.objects.create(
        masterclass=masterclass, email="partner@example.nl", verstuurd_door=masterclass.organisator
    )
    meer: Soorten = {
        "vraag_bevestiging": lambda: BM.vraag_bevestiging(beoordeelde),
        "vraag_bevestiging_zonder_plek": lambda: BM.vraag_bevestiging_zonder_plek(beoordeelde),
        "vraag_bevestiging_goedkeuring": lambda: BM.vraag_bevestiging_goedkeuring(beoordeelde),
        "plek_aangeboden": lambda: BM.plek_aangeboden(beoordeelde),
        "al_aangemeld": lambda: BM.al_aangemeld(aanmelding, nu),
        "niet_toegelaten": lambda: BM.niet_toegelaten(aanmelding, TEKST),
        "ingetrokken": lambda: BM.ingetrokken(aanmelding, in_agenda=True),
        "verplaatst": lambda: BM.verplaatst(aanmelding, TEKST, "maandag"),
        "van_organisatie": lambda: BM.van_organisatie(aanmelding, 1, "Let op", TEKST),
        "nodig_uit": lambda: BM.nodig_uit(uitnodiging, TEKST),
        "aan_organisator": lambda: BM.aan_organisator(
            masterclass, "wacht", "Aanmelding wacht op u", "Dag.\n\nhttp://127.0.0.1:8000/a/"
        ),
    }
    return {naam: partial(maak, aanmelding) for naam, maak in soorten(BM).items()} | meer


def van_anderen() -> Soorten:
    nu = timezone.now()
    tranche, wens, uitvraag = maak_tranche(), maak_gepubliceerd(), maak_uitvraag()
    meedoener = Meedoener.objects.create(
        tranche=tranche,
        organisatie="De Hoek",
        naam="Jan",
        email="jan@example.nl",
        wat="Iets",
        gemeld_op=nu,
    )
    wil = Belangstelling.objects.create(
        innovatie=wens.innovatie, organisatie="De Hoek", email="jan@example.nl", gemeld_op=nu
    )
    abonnee, regel = maak_abonnee(), Logregel.objects.schrijf(wens, "ingediend")
    t, w, n = trajecten.berichten, wensen.berichten, nieuwsbrieven.berichten
    verhuizing = Verhuizing(abonnee, abonnee.email, "nieuw@example.nl", nu.isoformat())
    door = maak_gebruiker()
    account = {
        "gebruiker": door,
        "user": door,
        "door": door,
        "nieuw_adres": "a@example.nl",
        "rollen": True,
        "rolnamen": [],
        "pagina": "/beheer/",
        "link": "http://127.0.0.1:8000/w/",
        "password_reset_url": "http://127.0.0.1:8000/wachtwoord/",
    }
    return {
        **{
            naam: partial(Adapter().send_mail, f"account/email/{naam}", door.email, account)
            for naam in (*BRIEVEN, "password_changed")
        },
        "redactie": lambda: mail(regel, ["a@example.nl"], "Ingediend", f"Dag.\n\n{adres(wens)}"),
        "trajecten.vraag_bevestiging_meedoen": lambda: t.vraag_bevestiging_meedoen(meedoener, nu),
        "trajecten.meedoen_al_bevestigd": lambda: t.meedoen_al_bevestigd(meedoener, nu),
        "trajecten.nieuwe_meedoener": lambda: t.nieuwe_meedoener(meedoener),
        "trajecten.meedoener_opgenomen": lambda: t.meedoener_opgenomen(meedoener),
        "trajecten.meedoener_niet_nu": lambda: t.meedoener_niet_nu(meedoener, TEKST),
        "wensen.vraag_bevestiging_wens": lambda: w.vraag_bevestiging_wens(wil, wens, nu),
        "wensen.wens_al_bevestigd": lambda: w.wens_al_bevestigd(wil, wens, nu),
        "wensen.match_ontstaan": lambda: w.match_ontstaan(wens.innovatie, wens, ["a@example.nl"]),
        "wensen.nog_een_partij": lambda: w.nog_een_partij(wil, wens, ["a@example.nl"]),
        "wensen.uitnodiging_wens": lambda: w.uitnodiging_wens(
            wil, nummer=1, onderwerp="Kom", tekst=TEKST
        ),
        "wensen.wens_begonnen": lambda: w.wens_begonnen(wil, wens),
        "wensen.vragenlijst": lambda: w.vragenlijst(uitvraag),
        "wensen.proef_vragenlijst": lambda: w.proef_vragenlijst(
            uitvraag, "http://127.0.0.1:8000/a/"
        ),
        "wensen.vragenlijst_herinnering": lambda: w.vragenlijst_herinnering(uitvraag),
        "nieuwsbrieven.vraag_bevestiging": lambda: n.vraag_bevestiging(abonnee, nu, None),
        "nieuwsbrieven.al_abonnee": lambda: n.al_abonnee(maak_abonnee(), nu),
        "nieuwsbrieven.welkom": lambda: n.welkom(maak_abonnee(), nu),
        "nieuwsbrieven.vraag_nieuw_adres": lambda: n.vraag_nieuw_adres(verhuizing, nu),
        "nieuwsbrieven.verhuisd": lambda: n.verhuisd(abonnee, "oud@example.nl", nu),
        "rapportage.meld_oplevering": _oplevering,
        **van_redactie(door),
        **van_bijeenkomst(door),
        **van_opgaven(door),
    }


def van_bijeenkomst(door: Gebruiker) -> Soorten:
    """The mails around a meeting of a traject, and what an intern projectleider wrote."""
    t, deelname = trajecten.berichten, nieuwe_deelname(traject_met_oproep())
    schrijf_in(deelname=deelname, door=deelname.traject.gemaakt_door)
    bijeenkomst = Groepsbijeenkomst.objects.create(
        traject=deelname.traject,
        datum=timezone.localdate(),
        begint=time(10),
        eindigt=time(12),
        gewijzigd_door=door,
    )
    om = (bijeenkomst, deelname, "nieuw", "Bijeenkomst", TEKST)
    vandaag = timezone.localdate()
    overleg = Overleg(pk=1, soort="stuurgroep", titel="Stuurgroep", datum=vandaag)
    afspraak = Afspraak(pk=1, overleg=overleg, wat="Bel de gemeente", wie=door, voor=vandaag)
    return {
        "trajecten.afgesproken": lambda: t.afgesproken(afspraak),
        "trajecten.nodig_uit": lambda: t.nodig_uit(*om),
        "trajecten.niet_meer_erbij": lambda: t.niet_meer_erbij(*om),
        "trajecten.nodig_collega_uit": lambda: t.nodig_collega_uit(bijeenkomst, door, *om[2:]),
        "trajecten.welkom": lambda: t.welkom(deelname, timezone.now()),
        "trajecten.geschreven": lambda: t.geschreven(deelname, "plan", timezone.now()),
    }


def van_redactie(door: Gebruiker) -> Soorten:
    """The mails to colleagues who make an edition."""
    n, editie = nieuwsbrieven.berichten, maak_editie()
    regel = Logregel.objects.schrijf(editie, "stap", door=door, toelichting=TEKST)
    return {
        "nieuwsbrieven.vraag_meelezen": lambda: n.vraag_meelezen(regel, editie, door),
        "nieuwsbrieven.akkoord": lambda: n.akkoord(regel, editie, door),
        "nieuwsbrieven.gestopt": lambda: n.gestopt(regel, editie, door.email),
        "nieuwsbrieven.niet_verzonden": lambda: n.niet_verzonden(regel, editie, None, [TEKST]),
    }


def van_opgaven(door: Gebruiker) -> Soorten:
    """The mails to a party of a network, and around a change that somebody proposes."""
    o, rij = opgaven.berichten, maak_standgever()
    vraag = Standvraag.objects.create(standgever=rij, gevraagd_op=timezone.now())
    voorstel = Kennisvoorstel(
        pk=1, soort="netwerk", rij=rij.netwerk_id, over="Het netwerk", voorgesteld_door=door
    )
    geweigerd = Kennisvoorstel(
        pk=2, soort="netwerk", over="Het netwerk", voorgesteld_door=door, reden=TEKST
    )
    return {
        "opgaven.vraag_stand": lambda: o.vraag_stand(vraag),
        "opgaven.herinner_aan_stand": lambda: o.herinner_aan_stand(vraag),
        "opgaven.voorgesteld": lambda: o.voorgesteld(voorstel),
        "opgaven.voorstel_overgenomen": lambda: o.voorstel_overgenomen(voorstel),
        "opgaven.voorstel_afgewezen": lambda: o.voorstel_afgewezen(geweigerd),
    }


def _oplevering() -> None:
    maak_gebruiker(rollen=["stuurgroep"])
    rapport = Rapport(pk=1, jaar=2026, helft=1, gevraagd=TEKST, opgeleverd_door=maak_gebruiker())
    rapportage.berichten.meld_oplevering(rapport)


def soorten(module: ModuleType) -> dict[str, Callable[..., object]]:
    """The functions of `module` that queue a kind of mail."""
    return {
        naam: maak
        for naam, maak in getmembers(module, isfunction)
        if maak.__module__ == module.__name__ and naam[0] != "_" and naam not in GEEN_SOORT
    }


@pytest.mark.django_db
def test_elke_soort_mail_past_op_een_telefoon_is_te_lezen_en_heeft_een_knop(
    browser: Browser,
) -> None:
    deze, andere = van_masterclasses(), van_anderen()
    Bericht.objects.all().delete()
    brieven = []
    for maak in (*deze.values(), *andere.values()):
        maak()
        bericht, *_ = Bericht.objects.all()  # more where several colleagues are told the same
        brieven.append((bericht.sleutel, als_mail(bericht)))
        Bericht.objects.all().delete()  # some kinds are one event, with one key
    pagina = browser.new_page()

    for sleutel, brief in brieven:
        html = str(brief.alternatives[0][0])
        pagina.set_content(html)
        assert html.count('class="knop"') == 1, sleutel
        assert not re.search(r"[\w,]\n(?!http)[a-z]", str(brief.body)), (
            sleutel
        )  # no line ends halfway
        assert pagina.locator("a.knop").inner_text() not in ("", "None"), sleutel
        assert list(gebreken(pagina, breedtes=[320], zonder=("region", "landmark-one-main"))) == []
    pagina.close()

    getoond = andere.keys() | {f"masterclasses.{naam}" for naam in deze}
    assert len(brieven) == len(deze) + len(andere)
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "berichten"):
            wat = soorten(import_module(f"{app.name}.berichten"))
            assert {f"{app.name}.{naam}" for naam in wat} <= getoond
