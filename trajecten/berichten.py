"""What people outside read of tranches and trajecten in their mail, and what colleagues read."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format

from basis.tekst import vingerafdruk
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from gebruikers.velden import wie_hoort
from post.actions.klaarzetten import kreeg_pas, schrijf_aan, zet_klaar
from trajecten import links
from trajecten.models import Afspraak, Deelname, Meedoener
from trajecten.models.samenkomst import Samenkomst
from trajecten.uitvoer.kalender import uitnodiging
from werkplek.boven import MEEDOEN


def _aan_meedoener(
    meedoener: Meedoener, wat: str, onderwerp: str, *alineas: str, knop: str
) -> None:
    schrijf_aan(
        sleutel=f"meedoen-{meedoener.pk}-{wat}",
        aan=meedoener.email,
        naam=meedoener.naam if meedoener.bevestigd_op else "",
        onderwerp=f"{onderwerp}: {meedoener.oproep}",
        alineas=alineas,
        knop=knop,
        waarom=f"Iemand vulde dit e-mailadres in bij de oproep voor {meedoener.van}.",
    )


def vraag_bevestiging_meedoen(meedoener: Meedoener, nu: datetime) -> None:
    """Ask who filled in 'wij doen mee' whether it was them; at most once an hour."""
    if kreeg_pas(f"meedoen-{meedoener.pk}-bevestig-", nu):
        return
    _aan_meedoener(
        meedoener,
        f"bevestig-{nu:%Y%m%d%H%M%S%f}",
        "Bevestig dat u meedoet",
        f"U vulde in dat uw organisatie mee wil doen met {meedoener.van}.",
        f"Bevestig dat met de knop op deze pagina:\n{links.meedoen(meedoener)}",
        "De link werkt zeven dagen. Was u dit niet? Dan hoeft u niets te doen.",
        knop="Bevestig dat u meedoet",
    )


def meedoen_al_bevestigd(meedoener: Meedoener, nu: datetime) -> None:
    """Tell who says it again that we knew; at most once an hour."""
    if kreeg_pas(f"meedoen-{meedoener.pk}-al-", nu):
        return
    _aan_meedoener(
        meedoener,
        f"al-{nu:%Y%m%d%H%M%S%f}",
        "Wij wisten al dat u mee wilt doen",
        f"Iemand vulde uw e-mailadres in bij {meedoener.van}. U had al bevestigd. Er is niets "
        "veranderd.",
        f"Op uw eigen pagina ziet u hoe het ervoor staat:\n{links.meedoen(meedoener)}",
        knop="Bekijk hoe het ervoor staat",
    )


def nieuwe_meedoener(meedoener: Meedoener) -> None:
    """Tell the kennismakelaar, the coaches or the projectleiders that an organisation joins."""
    if tranche := meedoener.tranche:
        pad = reverse("trajecten:tranche_beheer", args=[tranche.pk])
        vraag = "Neem het op als toezegging, of laat weten dat het nu niet past"
        for collega in wie_hoort(tranche.kennismakelaar, Recht.MAKELT, Recht.STUURT):
            _aan_collega(meedoener, collega, f"{vraag}:\n\n{settings.SITE_URL}{pad}")
        return
    traject = meedoener.traject
    begeleidt = Gebruiker.objects.met_recht(Recht.BEGELEIDT).filter(trajecten=traject)
    vraag = "Bespreek wat het vraagt en schrijf hen in, of laat weten dat het nu niet past"
    pad = reverse("trajecten:traject_beheer", args=[traject.pk]) if traject else ""
    for collega in begeleidt or Gebruiker.objects.met_recht(Recht.STUURT):
        _aan_collega(meedoener, collega, f"{vraag}:\n\n{settings.SITE_URL}{pad}")


def _aan_collega(meedoener: Meedoener, collega: Gebruiker, vraag: str) -> None:
    zet_klaar(
        sleutel=f"meedoen-{meedoener.pk}-collega-{collega.pk}",
        aan=collega.email,
        onderwerp=f"{meedoener.organisatie} wil meedoen: {meedoener.oproep}",
        tekst=f"{meedoener.organisatie} wil meedoen met {meedoener.van}. {vraag}",
        knop="Open de tranche" if meedoener.tranche else "Open het traject",
    )


def meedoener_opgenomen(meedoener: Meedoener) -> None:
    """Tell who answered the call that they take part."""
    wie = "De kennismakelaar neemt contact met u op en schrijft met u mee."
    knop = "Lees over de tranche"
    if meedoener.traject:
        wie = "De coach neemt contact met u op en schrijft met u een plan."
        knop = "Lees over het traject"
    _aan_meedoener(
        meedoener,
        "opgenomen",
        "U doet mee",
        f"Wat fijn dat {meedoener.organisatie} meedoet met {meedoener.van}.",
        f"{wie} U hoeft nu niets te doen.",
        f"Hier leest u erover:\n{settings.SITE_URL}{meedoener.oproep.get_absolute_url()}",
        knop=knop,
    )


def meedoener_niet_nu(meedoener: Meedoener, toelichting: str) -> None:
    """Tell who answered the call that it does not fit now, kindly, and where else they can go."""
    _aan_meedoener(
        meedoener,
        "niet-nu",
        "Dit keer niet",
        f"Dank u wel dat {meedoener.organisatie} mee wilde doen met {meedoener.van}. Het past "
        "deze keer helaas niet.",
        toelichting,
        "Wij hopen dat u het later nog eens doet. Waaraan u nu mee kunt doen, leest u hier:\n"
        f"{settings.SITE_URL}{MEEDOEN()}",
        knop="Bekijk wat er open is",
    )


LINK = "Uw plan, uw bijeenkomsten en straks de evaluatie staan op uw eigen pagina:"


def _aan_projectleider(
    deelname: Deelname, sleutel: str, onderwerp: str, *alineas: str, agenda: str = ""
) -> None:
    schrijf_aan(
        sleutel=sleutel,
        aan=deelname.projectleider_email,
        naam=deelname.projectleider,
        onderwerp=f"{onderwerp}: {deelname.traject}",
        alineas=(*alineas, f"{LINK}\n{links.mijn_traject(deelname)}"),
        knop="Open uw pagina",
        waarom=f"U bent de interne projectleider van {deelname.organisatie} in dit traject.",
        agenda=agenda,
    )


def welkom(deelname: Deelname, nu: datetime) -> None:
    """Tell who leads a participation so, with the link to what they write and read."""
    _aan_projectleider(
        deelname,
        f"deelname-{deelname.pk}-welkom-{nu:%Y%m%d%H%M%S%f}",
        "U bent interne projectleider",
        f"{deelname.organisatie} doet mee met het traject ‘{deelname.traject}’. U trekt het in uw "
        f"organisatie. Uw coach is {deelname.coach.met_instituut}.",
        "Deel de link met niemand: wie de link heeft, kan in uw plan schrijven.",
    )


def wanneer(samenkomst: Samenkomst) -> str:
    """When and where it is, a line each."""
    dag = date_format(samenkomst.datum, "l j F Y")
    tijden = filter(None, (samenkomst.begint, samenkomst.eindigt))
    uren = " tot ".join(time_format(tijd, "G.i") for tijd in tijden)
    waar = f"\nWaar: {samenkomst.plaats}" if samenkomst.plaats else ""
    return f"Wanneer: {dag}, van {uren} uur{waar}"


WEER, AFGEZEGD = "weer", "afgezegd"
"""What a mail is about that puts it in a calendar once more, or takes it out."""


def _sleutel(samenkomst: Samenkomst, wat: str, aan: str) -> str:
    """Of one address: who leads a participation from now on has heard of nothing."""
    sleutel = f"{samenkomst.code}-{wat}-{samenkomst.volgnummer}-{vingerafdruk(aan)}"
    # Out of a calendar and in again may be more than once.
    return f"{sleutel}-{timezone.now():%d%H%M%S%f}" if wat in (WEER, AFGEZEGD) else sleutel


def _agenda(samenkomst: Samenkomst, wat: str, aan: str, naam: str) -> str:
    return uitnodiging(samenkomst, aan=aan, naam=naam, weer=wat == WEER, afgezegd=wat == AFGEZEGD)


def nodig_uit(
    bijeenkomst: Samenkomst, deelname: Deelname, wat: str, onderwerp: str, zin: str
) -> None:
    """Mail an intern projectleider about a meeting, with the file that puts it in a calendar."""
    aan, naam = deelname.projectleider_email, deelname.projectleider
    _aan_projectleider(
        deelname,
        _sleutel(bijeenkomst, wat, aan),
        onderwerp,
        zin,
        wanneer(bijeenkomst),
        agenda=_agenda(bijeenkomst, wat, aan, naam),
    )


def niet_meer_erbij(
    bijeenkomst: Samenkomst, deelname: Deelname, wat: str, onderwerp: str, zin: str
) -> None:
    """The same for who leads `deelname` no more: there is no page of hers to go to."""
    aan, naam = deelname.projectleider_email, deelname.projectleider
    schrijf_aan(
        sleutel=_sleutel(bijeenkomst, wat, aan),
        aan=aan,
        naam=naam,
        onderwerp=f"{onderwerp}: {deelname.traject}",
        alineas=(
            zin,
            wanneer(bijeenkomst),
            f"Waaraan u nu mee kunt doen, leest u hier:\n{settings.SITE_URL}{MEEDOEN()}",
        ),
        knop="Bekijk wat er open is",
        waarom=f"U was de interne projectleider van {deelname.organisatie} in dit traject.",
        agenda=_agenda(bijeenkomst, wat, aan, naam),
    )


def nodig_collega_uit(
    samenkomst: Samenkomst, collega: Gebruiker, wat: str, onderwerp: str, zin: str
) -> None:
    """The same for a colleague who was invited."""
    aan, naam = collega.email, str(collega)
    adres = f"{settings.SITE_URL}{samenkomst.get_absolute_url()}"
    zet_klaar(
        sleutel=_sleutel(samenkomst, wat, aan),
        aan=aan,
        onderwerp=f"{onderwerp}: {samenkomst.onderwerp}",
        tekst=f"{zin}\n\n{wanneer(samenkomst)}\n\n{adres}",
        knop=f"Lees meer over {samenkomst.dit}",
        agenda=_agenda(samenkomst, wat, aan, naam),
    )


def geschreven(deelname: Deelname, wat: str, nu: datetime) -> None:
    """Tell who coaches that the intern projectleider wrote the `wat`; once a day."""
    naam = "het begeleidingsplan" if wat == "plan" else "de evaluatie"
    pad = reverse(f"trajecten:{wat}", args=[deelname.pk])
    for wie in wie_hoort(deelname.coach, Recht.BEGELEIDT, Recht.STUURT):
        zet_klaar(
            sleutel=f"deelname-{deelname.pk}-{wat}-{nu:%Y%m%d}-{wie.pk}",
            aan=wie.email,
            onderwerp=f"{deelname.organisatie} schreef aan {naam}",
            tekst=f"De interne projectleider van {deelname.organisatie} schreef aan {naam} in "
            f"‘{deelname.traject}’. Lees het na:\n\n{settings.SITE_URL}{pad}",
            knop="Lees wat er staat",
        )


def afgesproken(afspraak: Afspraak) -> None:
    """Tell a colleague what was agreed that they do."""
    dag = date_format(afspraak.voor, "j F Y")
    zet_klaar(
        sleutel=f"afspraak-{afspraak.pk}",
        aan=afspraak.wie.email,
        onderwerp=f"Afspraak voor u: {afspraak}",
        tekst=f"Bij ‘{afspraak.overleg}’ is afgesproken dat u dit doet: {afspraak}. Het moet klaar "
        f"zijn op {dag}:\n\n{settings.SITE_URL}{afspraak.overleg.get_absolute_url()}",
        knop="Open het overleg",
    )
