"""What descriptions add to Mijn werk and the menu: what waits for one person, since when."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Left, Length
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from basis.velden import OpAlfabet, deeldatum_tekst
from gebruikers.models import Gebruiker
from gebruikers.rollen import RECHTEN, Recht
from gebruikers.velden import zorg_van
from innovaties.keuzelijsten import OPEN, Status
from innovaties.models import Beschrijving
from innovaties.regels import LOPEND
from logboek.models import Logregel
from redactie.actions.indexeren import lees_opnieuw
from redactie.forms.pagina import met_inhoud, stand
from redactie.lezen.antwoorden import met_antwoord
from redactie.lezen.leerpunten import SECTIE, wachtend
from redactie.lezen.mijn import geschreven, met_sinds, van, verlaten
from redactie.lezen.versies import beoordeling_van
from redactie.models import Lezersmelding, Schrijver
from redactie.rechten import (
    mag_alles_overdragen,
    mag_archiveren,
    mag_beoordelen,
    mag_bureau,
    mag_overdragen,
    mag_toewijzen,
    zichtbaar_voor,
)
from redactie.regels.overgangen import TE_SCHRIJVEN
from redactie.zinnen import ZINNEN
from vinden.indexeren import OPNIEUW
from werkplek.inhoud import LADER_EMAIL
from werkplek.menu import MENU, Menupunt
from werkplek.stapels import NIETS_TE_DOEN, STAPELS, Rest, Stapel, Taak
from werkplek.toegang import gebruiker_van

NIEUW_ANDERS = ("bericht", "berichten")
NIEUW = {
    "opmerking": ("opmerking", "opmerkingen"),
    "antwoord": ("antwoord", "antwoorden"),
    "meelezer-gevraagd": ("meelezer gevraagd", "meelezers gevraagd"),
    "bevestigd": ("keer bevestigd", "keer bevestigd"),
    "verouderd-gemeld": ("melding dat iets niet klopt", "meldingen dat iets niet klopt"),
}
"""What a step is called in 'Nieuw voor u': one, and more."""

UIT_BESTAND = Q(gewijzigd_door__email=LADER_EMAIL, versie__gt=1)
"""What a content file proposes, and nobody wrote in since."""

DEADLINE_VOORAF = timedelta(days=14)
"""So long before it a deadline shows among what waits."""


def _versies(gebruiker: Gebruiker) -> QuerySet[Any]:
    """What `gebruiker` sees, longest waiting first, with what a task says of its review."""
    versies = met_sinds(zichtbaar_voor(gebruiker)).order_by("sinds", "pk")
    return versies.select_related("beoordeling__ingediend_door", "beoordeling__beoordelaar")


def _aan_te_vullen(gebruiker: Gebruiker) -> QuerySet[Any]:
    aanvulling = _met_verlaten(gebruiker).filter(status=Status.AANVULLING)
    return aanvulling.filter(van(gebruiker) | _achtergelaten(gebruiker))


def _met_verlaten(gebruiker: Gebruiker) -> QuerySet[Any]:
    versies: QuerySet[Any] = _versies(gebruiker).annotate(verlaten=verlaten())
    return versies


def _achtergelaten(gebruiker: Gebruiker) -> Q:
    """What those who wrote left behind, of what `gebruiker` looks after."""
    return Q(verlaten=True) & _zorg(gebruiker) & ~UIT_BESTAND


def _mijn_beoordelingen(gebruiker: Gebruiker) -> QuerySet[Any]:
    return _versies(gebruiker).filter(
        beoordeling__beoordelaar=gebruiker,
        beoordeling__publiceren_op=None,
        status__in=(Status.INGEDIEND, Status.IN_BEOORDELING),
    )


def _zonder_beoordelaar(gebruiker: Gebruiker) -> QuerySet[Any]:
    """What nobody reviews: not begun yet, given back, or of a reviewer who left."""
    vrij = _versies(gebruiker).filter(
        ~Q(beoordeling__beoordelaar__in=Gebruiker.objects.met_recht(Recht.BEOORDEELT)),
        beoordeling__publiceren_op=None,
        status__in=(Status.INGEDIEND, Status.IN_BEOORDELING),
    )
    return vrij.exclude(geschreven(gebruiker))


def _ingediend(gebruiker: Gebruiker) -> QuerySet[Any]:
    """What `gebruiker` wrote and a colleague has now."""
    bij_een_ander = _versies(gebruiker).filter(
        van(gebruiker), status__in=(Status.INGEDIEND, Status.IN_BEOORDELING)
    )
    return bij_een_ander.exclude(beoordeling__beoordelaar=gebruiker)


def _bij_anderen(gebruiker: Gebruiker) -> QuerySet[Any]:
    """What `gebruiker` gave another to do: to add something, or to review."""
    gaf = Logregel.objects.filter(
        over_soort=Beschrijving._meta.label_lower,
        over_sleutel=OuterRef("pk"),
        wat="toegewezen",
        door=gebruiker,
    )
    gevraagd = Q(status=Status.AANVULLING, beoordeling__beoordelaar=gebruiker)
    gegeven = Q(Exists(gaf), status__in=(Status.INGEDIEND, Status.IN_BEOORDELING))
    gegeven &= Q(beoordeling__beoordelaar__isnull=False) & ~Q(beoordeling__beoordelaar=gebruiker)
    return _versies(gebruiker).filter(gevraagd | gegeven)


def _met_deadline(gebruiker: Gebruiker) -> QuerySet[Any]:
    """What `gebruiker` looks after and must be done soon; the first day first."""
    straks = timezone.localdate() + DEADLINE_VOORAF
    open_ = _versies(gebruiker).filter(status__in=OPEN, innovatie__kennismakelaar=gebruiker)
    gevonden: QuerySet[Any] = open_.filter(innovatie__deadline__lte=straks)
    return gevonden.select_related("innovatie").order_by("innovatie__deadline", "pk")


def _concepten(gebruiker: Gebruiker) -> QuerySet[Any]:
    van_mij = van(gebruiker) | _geopend(gebruiker) | _achtergelaten(gebruiker)
    mijn = _met_verlaten(gebruiker).filter(van_mij, status=Status.CONCEPT)
    concepten: QuerySet[Any] = met_inhoud(mijn)
    return concepten


def _uit_bestand(gebruiker: Gebruiker) -> QuerySet[Any]:
    """What a content file proposes, until somebody writes in it or throws it away."""
    return _versies(gebruiker).filter(UIT_BESTAND, status=Status.CONCEPT)


def _te_bevestigen(gebruiker: Gebruiker) -> QuerySet[Any]:
    te_bevestigen = _versies(gebruiker).filter(
        _mijn_live(gebruiker), status=Status.TE_BEVESTIGEN, gepubliceerd_als__isnull=False
    )
    gevonden: QuerySet[Any] = met_antwoord(te_bevestigen)
    return gevonden


def _einde_voorbij(gebruiker: Gebruiker) -> QuerySet[Any]:
    """Those that should have ended, by the rule that warns who writes (`innovaties.regels`)."""
    live = _versies(gebruiker).filter(_mijn_live(gebruiker), gepubliceerd_als__isnull=False)
    zo_precies = {
        "vandaag": Left(Value(timezone.localdate().isoformat()), Length("einde")),
        "gezien": Left("fase_peildatum", Length("einde")),
    }
    voorbij: QuerySet[Any] = live.exclude(einde="").filter(fase__in=LOPEND).alias(**zo_precies)
    voorbij = voorbij.filter(einde__lt=F("vandaag"), gezien__lte=F("einde"))
    return voorbij.order_by("einde", "pk")


def _naar_archief(gebruiker: Gebruiker) -> QuerySet[Any]:
    aangekondigd = _versies(gebruiker).filter(
        gepubliceerd_als__isnull=False, innovatie__archief_op__isnull=False
    )
    if not mag_archiveren(gebruiker):
        aangekondigd = aangekondigd.filter(_mijn_live(gebruiker))
    return aangekondigd.select_related("innovatie").order_by("innovatie__archief_op", "pk")


def _van_wie_weg_is(_gebruiker: Gebruiker) -> QuerySet[Gebruiker]:
    makelt = Q(is_active=True, rollen__overlap=list(RECHTEN[Recht.MAKELT]))
    weg = Gebruiker.objects.filter(~makelt, innovaties__isnull=False)
    return weg.annotate(aantal=Count("innovaties")).order_by(OpAlfabet("naam"), "pk")


def _overdragen(wie: Any) -> Taak:
    return Taak(
        f"Werk van {wie}",
        f"{reverse('redactie:overdragen')}?van={wie.pk}",
        wie.last_login or timezone.now(),
        "1 innovatie" if wie.aantal == 1 else f"{wie.aantal} innovaties",
    )


def _geplande(gebruiker: Gebruiker) -> QuerySet[Any]:
    gepland = _versies(gebruiker).filter(beoordeling__publiceren_op__isnull=False)
    return gepland.order_by("beoordeling__publiceren_op")


def _geopend(gebruiker: Gebruiker) -> Q:
    """The versions that `gebruiker` opened, and in which nobody changed anything."""
    opende = Schrijver.objects.filter(versie=OuterRef("pk"), gebruiker=gebruiker)
    return Q(gewijzigd_door=None) & Q(Exists(opende))


def _mijn_live(gebruiker: Gebruiker) -> Q:
    """The live ones that `gebruiker` looks after; those of nobody are for the webredacteur."""
    return van(gebruiker) | _zorg(gebruiker)


def _zorg(gebruiker: Gebruiker) -> Q:
    vangt_op = gebruiker.mag(Recht.VANGT_OP)
    return zorg_van(gebruiker, "innovatie__kennismakelaar", Recht.MAKELT, vangt_op=vangt_op)


def _taak(versie: Any, bij: str = "") -> Taak:
    return Taak(versie.titel, reverse("redactie:versie", args=[versie.pk]), versie.sinds, bij)


def _antwoord(versie: Any) -> Taak:
    """With the last answer, as long as we may know its words."""
    if not (gegeven := versie.antwoord):
        return _taak(versie)
    op = date_format(timezone.localtime(datetime.fromisoformat(gegeven["op"])), "j F Y")
    tekst = Truncator(gegeven["tekst"]).chars(100)
    zei = f"{gegeven['wie']} {ZINNEN[gegeven['wat']]}, {op}"
    return _taak(versie, f"{zei}: ‘{tekst}’" if tekst else zei)


def _open_punten(versie: Any) -> Taak:
    beoordeling = beoordeling_van(versie)
    wie = beoordeling and beoordeling.beoordelaar
    return _taak(versie, _ook_weg(versie, f"gevraagd door {wie}" if wie else ""))


def _ingediend_door(versie: Any) -> Taak:
    beoordeling = beoordeling_van(versie)
    return _taak(versie, f"ingediend door {beoordeling.ingediend_door}" if beoordeling else "")


def _bij_wie(versie: Any) -> Taak:
    beoordeling = beoordeling_van(versie)
    wie = beoordeling and beoordeling.beoordelaar
    if versie.status == Status.AANVULLING:
        return _taak(versie, "wacht op de schrijver")
    return _taak(versie, f"bij {wie}" if wie else "wacht op een beoordelaar")


def _voor_deadline(versie: Any) -> Taak:
    dag = versie.innovatie.deadline
    was = "was" if dag < timezone.localdate() else "is"
    return _taak(versie, f"de deadline {was} {date_format(dag, 'j F Y')}")


def _nog_te_vullen(versie: Any) -> Taak:
    nog = stand(versie, {}).indienen
    zin = "nog 1 onderdeel" if nog == 1 else f"nog {nog} onderdelen"
    return _taak(versie, _ook_weg(versie, zin if nog else "klaar om in te dienen"))


def _ook_weg(versie: Any, zin: str) -> str:
    return ", ".join(filter(None, [zin, "wie schreef, is weg" if versie.verlaten else ""]))


def _met_nieuws(gebruiker: Gebruiker) -> QuerySet[Any]:
    """What others did to a version since `gebruiker` looked: `stappen`, and `sinds` the first."""
    van_mij = zichtbaar_voor(gebruiker).filter(nieuws__gebruiker=gebruiker)
    op = Min("nieuws__regel__op")
    return van_mij.annotate(sinds=op, stappen=ArrayAgg("nieuws__regel__wat")).order_by(
        "sinds", "pk"
    )


def _nieuw(versie: Any) -> Taak:
    geteld = Counter(NIEUW.get(wat, NIEUW_ANDERS) for wat in versie.stappen)
    delen = (f"{n} {een if n == 1 else meer}" for (een, meer), n in sorted(geteld.items()))
    return _taak(versie, ", ".join(delen))


def _met_leerpunten(gebruiker: Gebruiker) -> QuerySet[Any]:
    """The newest version of each innovatie for which something waits, with how much: `geleerd`."""
    nieuwer = Beschrijving.objects.filter(
        innovatie=OuterRef("innovatie"), versie__gt=OuterRef("versie")
    )
    punten = wachtend().filter(deelname__innovatie=OuterRef("innovatie"))
    aantal = punten.order_by().values("deelname__innovatie").annotate(n=Count("pk")).values("n")
    mijn = _versies(gebruiker).filter(_mijn_live(gebruiker))
    nieuwste = mijn.filter(~Exists(nieuwer)).annotate(geleerd=Subquery(aantal))
    gevonden: QuerySet[Any] = nieuwste.filter(geleerd__gt=0)
    return gevonden


def _leerpunten(versie: Any) -> Taak:
    te_schrijven = versie.status in TE_SCHRIJVEN
    adres = reverse("redactie:schrijven", args=[versie.pk, SECTIE]) if te_schrijven else ""
    return Taak(
        versie.titel,
        adres or reverse("redactie:versie", args=[versie.pk]),
        versie.sinds,
        "1 leerpunt" if versie.geleerd == 1 else f"{versie.geleerd} leerpunten",
    )


def _gepland(versie: Any) -> Taak:
    op = timezone.localtime(versie.beoordeling.publiceren_op)
    return _taak(versie, f"op {date_format(op, 'j F Y')} om {date_format(op, 'G.i')}")


def _eindigde(versie: Any) -> Taak:
    return _taak(versie, f"einde: {deeldatum_tekst(versie.einde)}")


def _gaat_weg(versie: Any) -> Taak:
    return _taak(versie, f"op {date_format(versie.innovatie.archief_op, 'j F Y')}")


def _wachtend() -> QuerySet[Lezersmelding]:
    return (
        Lezersmelding.objects.filter(bevestigd_op__isnull=False, beoordeeld_op=None)
        .select_related("innovatie__gepubliceerd")
        .order_by("bevestigd_op", "pk")
    )


def _melding(melding: Lezersmelding) -> Taak:
    return Taak(
        str(melding.innovatie.gepubliceerd or melding.innovatie),
        reverse("redactie:melding", args=[melding.pk]),
        melding.bevestigd_op or melding.gemeld_op,
        f"gemeld door {melding.wie}",
    )


def _schrijft(gebruiker: Gebruiker) -> bool:
    return gebruiker.schrijft


def _niets_te_doen(request: HttpRequest) -> str:
    gebruiker = gebruiker_van(request)
    context = {"schrijft": gebruiker.schrijft, "beoordeelt": mag_toewijzen(gebruiker)}
    return render_to_string("redactie/niets_te_doen.html", context)


MENU.meld(
    Menupunt("Beschrijvingen", "redactie:beschrijvingen", plek=15, mag=mag_bureau),
    Menupunt("Nieuwe beschrijving", "redactie:begin", plek=20, mag=_schrijft),
    Menupunt("Doorlooptijd", "redactie:doorlooptijd", plek=70),
)
NIETS_TE_DOEN.meld(_niets_te_doen)
OPNIEUW.meld(lees_opnieuw)

_IN_DE_TABEL = Rest("Zoek ze bij alle beschrijvingen.", "redactie:beschrijvingen")

STAPELS.meld(
    Stapel(
        "aanvullen",
        "Aanvulling gevraagd",
        "De beoordelaar zette opmerkingen bij uw tekst.",
        rang=10,
        mag=_schrijft,
        rijen=_aan_te_vullen,
        taak=_open_punten,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "beoordelingen",
        "Mijn beoordelingen",
        "Deze versies leest u na.",
        rang=30,
        mag=mag_beoordelen,
        rijen=_mijn_beoordelingen,
        taak=_ingediend_door,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "te-beoordelen",
        "Wacht op een beoordelaar",
        "Niemand beoordeelt deze versies nog. U schreef er zelf niet aan.",
        rang=40,
        mag=mag_toewijzen,
        rijen=_zonder_beoordelaar,
        taak=_ingediend_door,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "deadlines",
        "Deadlines",
        "U bent kennismakelaar van deze innovaties. De tekst moet binnen twee weken klaar zijn, of "
        "had al klaar moeten zijn.",
        rang=103,
        mag=mag_overdragen,
        rijen=_met_deadline,
        taak=_voor_deadline,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "ingediend",
        "Ingediend, wacht op een collega",
        "U diende deze in. U hoeft niets te doen, en ziet hier hoe lang het al duurt.",
        rang=147,
        mag=_schrijft,
        rijen=_ingediend,
        taak=_bij_wie,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "bij-anderen",
        "U gaf dit aan een ander",
        "U vroeg om een aanvulling, of wees een beoordelaar aan. Duurt het lang? Vraag het na.",
        rang=148,
        mag=mag_toewijzen,
        rijen=_bij_anderen,
        taak=_bij_wie,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "overdragen",
        "Van wie weg is",
        "Deze collega’s zijn geen kennismakelaar meer. Geef hun werk aan iemand anders.",
        rang=104,
        mag=mag_alles_overdragen,
        rijen=_van_wie_weg_is,
        taak=_overdragen,
    ),
    Stapel(
        "einde-voorbij",
        "Voorbij volgens de beschrijving",
        "De einddatum is geweest, maar de fase zegt dat dit nog loopt. Vraag na hoe het ging.",
        rang=117,
        mag=_schrijft,
        rijen=_einde_voorbij,
        taak=_eindigde,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "meldingen",
        "Meldingen van elders",
        "Een organisatie zegt dat zij deze innovatie ook gebruikt. Neem het over, of niet.",
        rang=110,
        mag=mag_beoordelen,
        rijen=lambda _gebruiker: _wachtend().filter(tekst=""),
        taak=_melding,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "weet-meer",
        "Iemand weet hier meer van",
        "Een bron noemt dit alleen. Maak er met deze lezer een beschrijving van.",
        rang=115,
        mag=mag_beoordelen,
        rijen=lambda _gebruiker: _wachtend().exclude(tekst=""),
        taak=_melding,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "concepten",
        "Mijn concepten",
        "Hieraan schrijft u nog.",
        rang=120,
        mag=_schrijft,
        rijen=_concepten,
        taak=_nog_te_vullen,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "uit-bestand",
        "Voorgesteld bij een nieuwe uitgave",
        "Een nieuwe uitgave van de site heeft hier een andere tekst. Op de site verandert niets "
        "totdat u die overneemt. U kunt het concept ook weggooien.",
        rang=125,
        mag=mag_overdragen,
        rijen=_uit_bestand,
        taak=_taak,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "nieuw",
        "Nieuw voor u",
        "Anderen reageerden op uw beschrijvingen. Wat u opent, verdwijnt hier.",
        rang=105,
        mag=lambda gebruiker: gebruiker.schrijft or mag_toewijzen(gebruiker),
        rijen=_met_nieuws,
        taak=_nieuw,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "leerpunten",
        "Geleerd in een traject",
        "Een organisatie voerde dit in en leerde ervan. Neem over wat past, in deze of een "
        "nieuwe versie.",
        rang=130,
        mag=_schrijft,
        rijen=_met_leerpunten,
        taak=_leerpunten,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "te-bevestigen",
        "Te bevestigen",
        "Vraag de contactpersoon of deze beschrijvingen nog kloppen. Is het uw eigen "
        "organisatie? Dan zegt u het zelf.",
        rang=140,
        mag=_schrijft,
        rijen=_te_bevestigen,
        taak=_antwoord,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "naar-archief",
        "Gaan naar het archief",
        "Niemand bevestigde dat deze beschrijvingen nog kloppen, ook niet na onze herinnering. Op "
        "de dag hieronder gaan zij vanzelf van de site.",
        rang=145,
        mag=_schrijft,
        rijen=_naar_archief,
        taak=_gaat_weg,
        rest=_IN_DE_TABEL,
    ),
    Stapel(
        "gepland",
        "Geplande publicaties",
        "Deze versies gaan vanzelf live. U hoeft niets te doen.",
        rang=150,
        mag=mag_beoordelen,
        rijen=_geplande,
        taak=_gepland,
        rest=_IN_DE_TABEL,
    ),
)
