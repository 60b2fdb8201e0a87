"""Builders: each makes the least that is valid, and takes what a test cares about."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from basis.data import begin_van_dag
from gebruikers.models import Gebruiker
from innovaties.actions.publiceren import zet_live
from innovaties.formaat import VELD
from innovaties.formaat.soorten import Rijen
from innovaties.keuzelijsten import Soort, Status
from innovaties.models import (
    Beschrijving,
    Bron,
    Doelgroep,
    Element,
    ElementRegel,
    Innovatie,
    Knelpunt,
    Methodiek,
    Partij,
    Regel,
    Succesfactor,
    Thema,
    Trefwoord,
)
from masterclasses.keuzelijsten import BEZET, Aanmeldstatus, Masterclassfase, Publiek, Wijze
from masterclasses.models import Aanmelding, Masterclass, Plek, Programmadeel
from nieuwsbrieven.keuzelijsten import BEGONNEN, Bloksoort, Editiestatus
from nieuwsbrieven.models import Abonnee, Blok, Editie
from organisaties.keuzelijsten import Persoonsrol, Plaatssoort, Regiosoort
from organisaties.models import Organisatie, Plaats, Regio
from redactie.models import Schrijver
from trajecten.keuzelijsten import Trajectstatus
from trajecten.models import Deelname, Traject, Tranche
from vinden import wegwijzers
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import AndereNaam, GemisteVraag, Wegwijzer
from wensen.models import Gebied, Inventarisatie, Uitvraag

TOTP_GEHEIM = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

BRIEF = {"tekst": "Dag.\n\nhttp://127.0.0.1:8000/", "knop": "Naar de site"}
"""The least that a mail says."""

_nummer = itertools.count(1)


def maak_mail(
    onderwerp: str = "Dag",
    *,
    aan: str = "jan@example.nl",
    tekst: str = "Dag.",
    html: str = "<p>Dag.</p>",
    koppen: dict[str, str] | None = None,
) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(onderwerp, tekst, to=[aan], headers=koppen)
    mail.attach_alternative(html, "text/html")
    return mail


def maak_gebruiker(*, tweede_stap: bool = True, **velden: Any) -> Gebruiker:
    """An account, by default with the second step that its roles ask for."""
    nummer = next(_nummer)
    gebruiker = Gebruiker.objects.create_user(
        velden.pop("email", f"gebruiker{nummer}@example.nl"),
        **{"naam": f"Gebruiker {nummer}", **velden},
    )
    if tweede_stap and gebruiker.moet_tweede_factor:
        TOTP.activate(gebruiker, TOTP_GEHEIM)
    return gebruiker


def maak_thema(slug: str = "herstel", **velden: Any) -> Thema:
    standaard = {
        "name": slug.capitalize(),
        "tekst": f"Over {slug}.",
        "kleur": slug,
        "icoon": "plant",
    }
    thema: Thema
    thema, _ = Thema.objects.get_or_create(slug=slug, defaults={**standaard, **velden})
    return thema


def maak_trefwoord(naam: str) -> Trefwoord:
    trefwoord: Trefwoord
    trefwoord, _ = Trefwoord.objects.get_or_create(name=naam)
    return trefwoord


def maak_regio(slug: str = "drenthe", *, ligt_in: Iterable[Regio] = (), **velden: Any) -> Regio:
    soort = Regiosoort.ZORGREGIO if ligt_in else Regiosoort.PROVINCIE
    regio, _ = Regio.objects.get_or_create(
        slug=slug, defaults={"naam": slug.replace("-", " ").title(), "soort": soort, **velden}
    )
    regio.provincies.set(ligt_in)
    return regio


def maak_organisatie(naam: str = "", **velden: Any) -> Organisatie:
    nummer = next(_nummer)
    naam = naam or f"Organisatie {nummer}"
    return Organisatie.objects.create(
        naam=naam, slug=velden.pop("slug", f"organisatie-{nummer}"), **velden
    )


def maak_plaats(naam: str = "Emmen", *, ligt_in: Iterable[Regio] = (), **velden: Any) -> Plaats:
    standaard = {"slug": naam.lower(), "soort": Plaatssoort.GEMEENTE}
    plaats = Plaats.objects.create(naam=naam, **{**standaard, **velden})
    plaats.regios.set(ligt_in or [maak_regio()])
    return plaats


def maak_andere_naam(naam: str = "zelfregie", code: str = "thema:herstel") -> AndereNaam:
    facet, _, slug = code.partition(":")
    return AndereNaam.objects.create(facet=facet, slug=slug, naam=naam)


def maak_gemiste_vraag(
    tekst: str = "klinische geitenboerderij", dagen: int = 3, **velden: Any
) -> GemisteVraag:
    """Asked on so many days until today; the row of today."""
    vandaag = timezone.localdate()
    rijen = [
        GemisteVraag.objects.create(tekst=tekst, dag=vandaag - timedelta(days=terug), **velden)
        for terug in range(dagen)
    ]
    return rijen[0]


def maak_element(slug: str = "een-plan", **velden: Any) -> Element:
    naam = {
        "naam": slug.replace("-", " ").capitalize(),
        "uitleg": "Iedereen werkt met hetzelfde plan.",
    }
    return Element.objects.get_or_create(slug=slug, defaults={**naam, **velden})[0]


def maak_methodiek(slug: str = "fact", **velden: Any) -> Methodiek:
    naam = {"naam": slug.upper(), "uitleg": "Een team komt bij u thuis."}
    return Methodiek.objects.get_or_create(slug=slug, defaults={**naam, **velden})[0]


def maak_doelgroep(slug: str = "naasten", **velden: Any) -> Doelgroep:
    return Doelgroep.objects.get_or_create(
        slug=slug, defaults={"naam": slug.capitalize(), **velden}
    )[0]


def maak_innovatie(slug: str = "") -> Innovatie:
    return Innovatie.objects.create(slug=slug or f"innovatie-{next(_nummer)}")


def maak_beschrijving(*, slug: str = "", **velden: Any) -> Beschrijving:
    """A concept. Relations go by the name of their field: rows, words, or unsaved regels."""
    relaties = {naam: velden.pop(naam) for naam in list(velden) if _is_relatie(naam)}
    innovatie = velden.pop("innovatie", None) or maak_innovatie(slug)
    standaard = {"titel": f"Innovatie {innovatie.pk}", "kern": "Wij doen het anders dan vroeger."}
    beschrijving = Beschrijving.objects.create(innovatie=innovatie, **{**standaard, **velden})
    _verbind(beschrijving, relaties)
    return beschrijving


def maak_gepubliceerd(**velden: Any) -> Beschrijving:
    """A live description, findable, with a theme."""
    if "themas" not in velden:
        velden["themas"] = [maak_thema()]
    velden.setdefault("status", Status.GEPUBLICEERD)
    velden.setdefault("gepubliceerd_op", timezone.now())
    velden.setdefault("gepubliceerd_door", maak_gebruiker())
    beschrijving = maak_beschrijving(**velden)
    zet_live(versie=beschrijving)
    return Beschrijving.objects.get(pk=beschrijving.pk)


def maak_genoemd(**velden: Any) -> Beschrijving:
    """What a source names and nobody described yet, live."""
    standaard: dict[str, Any] = {
        "soort": Soort.GENOEMD,
        "bekend": "In 2015 was het een wens. Waar, staat er niet in.",
        "bronnen": [Bron(titel="Een plan, 2015 – bijlage 3")],
        "brondatum": "2015",
    }
    return maak_gepubliceerd(**{**standaard, **velden})


def met_element(slug: str = "een-plan", hoe_hier: str = "") -> ElementRegel:
    return ElementRegel(element=maak_element(slug), hoe_hier=hoe_hier)


def met_partij(naam: str = "", rol: str = "gemeente", inbreng: str = "") -> Partij:
    return Partij(organisatie=maak_organisatie(naam), rol=rol, inbreng=inbreng)


def _is_relatie(naam: str) -> bool:
    return naam in VELD and not VELD[naam].soort.is_kolom


def _verbind(beschrijving: Beschrijving, relaties: dict[str, Any]) -> None:
    for naam, waarden in relaties.items():
        if not isinstance(VELD[naam].soort, Rijen):
            VELD[naam].soort.schrijf(beschrijving, waarden)
            continue
        for volgorde, regel in enumerate(waarden):
            _bewaar_regel(beschrijving, regel, volgorde)


def _bewaar_regel(beschrijving: Beschrijving, regel: Regel, volgorde: int) -> None:
    regel.volgorde = volgorde
    regel.beschrijving = beschrijving  # type: ignore[attr-defined]
    regel.save()


def maak_volledig(**velden: Any) -> Beschrijving:
    """A concept with every part that publishing asks for, by a writer of its own."""
    schrijver = velden.pop("schrijver", None) or maak_gebruiker(rollen=["kennismakelaar"])
    versie = maak_beschrijving(**{"gewijzigd_door": schrijver, **alle_velden(), **velden})
    Schrijver.objects.create(
        versie=versie, gebruiker=schrijver, schreef=True, bezig_tot=timezone.now()
    )
    return versie


def vul_aan(versie: Beschrijving, **velden: Any) -> None:
    """Write every part that publishing asks for in a concept that somebody began."""
    velden = {**alle_velden(), **velden}
    relaties = {naam: velden.pop(naam) for naam in list(velden) if _is_relatie(naam)}
    Beschrijving.objects.filter(pk=versie.pk).update(**velden)
    _verbind(versie, relaties)


def alle_velden() -> dict[str, Any]:
    """What publishing asks for beside title and kern, each part filled in."""
    return {
        "themas": [maak_thema()],
        "niveaus": ["operationeel"],
        "in_een_zin": "Een vast gezicht in de wijk.",
        "methodieken": [maak_methodiek()],
        "wetten": ["wmo-2015"],
        "regios": [maak_regio()],
        "schaal": "regio",
        "fase": "pilot",
        "start": "2024",
        "doelgroepen": [maak_doelgroep()],
        "ervaring": ["uitvoeren"],
        "randvoorwaarden": ["personeel"],
        "financiering": ["wmo"],
        "cijfers_onbekend": ["kosten", "uren", "bereik"],
        "onderbouwing": "ervaring",
        "erkenning": "geen",
        "contact_naam": "Programmabureau",
        "contact_email": "contact@example.nl",
        "partijen": [met_partij()],
        "elementen": [met_element()],
        "succesfactoren": [Succesfactor(tekst="Een vast gezicht.")],
        "knelpunten": [Knelpunt(knelpunt="Weinig tijd.", oplossing="Een vast uur.")],
        **{
            naam: f"<p>Over {naam}.</p>"
            for naam in (
                *("aanleiding", "clientvraag", "doel", "aanpak", "uitvoerders", "resultaten"),
                "tips",
            )
        },
    }


def maak_wegwijzer(titel: str = "", **velden: Any) -> Wegwijzer:
    """A findable page of another app, a verslag. Relations go by the name of their field."""
    nummer = next(_nummer)
    namen = ("themas", "regios", "innovaties", "elementen", "organisaties")
    relaties = {naam: velden.pop(naam, ()) for naam in namen}
    standaard = {
        "adres": f"/elders/{nummer}/",
        "soort": Wegwijzersoort.VERSLAG,
        "titel": titel or f"Verslag {nummer}",
        "gepubliceerd_op": timezone.now(),
    }
    wegwijzer = Wegwijzer(**{**standaard, **velden})
    wegwijzers.zet(wegwijzer=wegwijzer, **relaties)
    return wegwijzer


def over(dagen: float) -> datetime:
    """The moment that many days from now."""
    return timezone.now() + timedelta(days=dagen)


def om_tien(dagen: int) -> datetime:
    """Ten o'clock on the day that many days from today, whatever the hour is now."""
    return begin_van_dag(timezone.localdate() + timedelta(days=dagen)) + timedelta(hours=10)


def maak_masterclass(*, zaal: int = 20, online: int = 0, **velden: Any) -> Masterclass:
    """An announced masterclass of an organiser of its own, a month from now, with seats."""
    nummer = next(_nummer)
    organisator = velden.pop("organisator", None) or maak_gebruiker(rollen=["kennismakelaar"])
    begin = velden.pop("begin", None) or om_tien(30)
    meer = {naam: velden.pop(naam, ()) for naam in ("regios", "innovaties", "elementen")}
    standaard: dict[str, Any] = {
        "slug": f"masterclass-{nummer}",
        "titel": f"Masterclass {nummer}",
        "samenvatting": "Een dag over samen werken.",
        "thema": velden.pop("thema", None) or maak_thema(),
        "publiek": [Publiek.PROFESSIONALS],
        "begin": begin,
        "einde": begin + timedelta(hours=6),
        "locatie": "De Plek",
        "adres": "Dorpsstraat 1, 1234 AB Ergens",
        "online_adres": "https://online.example.nl/zaal" if online else "",
        "organisator": organisator,
        "fase": Masterclassfase.AANGEKONDIGD,
    }
    if velden.get("fase", Masterclassfase.AANGEKONDIGD) != Masterclassfase.CONCEPT:
        standaard |= {"aangekondigd_op": timezone.now(), "aangekondigd_door": organisator}
    masterclass = Masterclass.objects.create(**{**standaard, **velden})
    for naam, rijen in meer.items():
        getattr(masterclass, naam).set(rijen)
    for wijze, aantal in ((Wijze.ZAAL, zaal), (Wijze.ONLINE, online)):
        Plek.objects.bulk_create(Plek(masterclass=masterclass, wijze=wijze) for _ in range(aantal))
    Programmadeel.objects.create(
        masterclass=masterclass, van=time(10), tot=time(12), titel="Aan de slag"
    )
    return masterclass


def nieuwe_aanmelding(masterclass: Masterclass, **velden: Any) -> Aanmelding:
    """What the form makes: checked and unsaved."""
    nummer = next(_nummer)
    standaard = {
        "wijze": Wijze.ZAAL,
        "naam": f"Deelnemer {nummer}",
        "email": f"deelnemer{nummer}@example.nl",
        "organisatie": "Een organisatie",
        "functie": "Begeleider",
        "rol": Persoonsrol.PROFESSIONAL,
    }
    return Aanmelding(masterclass=masterclass, **{**standaard, **velden})


def maak_aanmelding(masterclass: Masterclass | None = None, **velden: Any) -> Aanmelding:
    """A confirmed registration, or one in another status, with a seat where that needs one."""
    masterclass = masterclass or maak_masterclass()
    nu = timezone.now()
    standaard = {"status": Aanmeldstatus.BEVESTIGD, "akkoord_op": nu, "aangemeld_op": nu}
    aanmelding = nieuwe_aanmelding(masterclass, **{**standaard, **velden})
    if aanmelding.status == Aanmeldstatus.BEVESTIGD:
        aanmelding.bevestigd_op = aanmelding.bevestigd_op or nu
    elif aanmelding.status in (Aanmeldstatus.TE_BEVESTIGEN, Aanmeldstatus.AANGEBODEN):
        aanmelding.verloopt = aanmelding.verloopt or over(1)
    if aanmelding.status in (Aanmeldstatus.WACHTLIJST, Aanmeldstatus.AANGEBODEN):
        aanmelding.bevestigd_op = aanmelding.bevestigd_op or nu
    met_plek = aanmelding.status in (*BEZET, Aanmeldstatus.TE_BEVESTIGEN)
    if met_plek and "plek" not in velden:
        aanmelding.plek = masterclass.plekken.filter(wijze=aanmelding.wijze, aanmelding=None)[0]
    aanmelding.save()
    return aanmelding


def maak_abonnee(**velden: Any) -> Abonnee:
    """A confirmed subscriber to everything. Chosen `themas` and `regios` take the place of all."""
    nummer = next(_nummer)
    nu = timezone.now()
    themas, regios = velden.pop("themas", None), velden.pop("regios", None)
    standaard = {
        "email": f"lezer{nummer}@example.nl",
        "aangemeld_op": nu,
        "bevestigd_op": nu,
        "alle_themas": themas is None,
        "alle_regios": regios is None,
    }
    abonnee = Abonnee.objects.create(**{**standaard, **velden})
    abonnee.themas.set(themas or ())
    abonnee.regios.set(regios or ())
    return abonnee


def maak_editie(*, blokken: int = 1, **velden: Any) -> Editie:
    """An edition with so many parts for everyone: a concept, or one in another status."""
    nummer = next(_nummer)
    nu = timezone.now()
    schrijver = velden.pop("gemaakt_door", None) or maak_gebruiker(rollen=["webredacteur"])
    status = velden.get("status", Editiestatus.CONCEPT)
    standaard: dict[str, Any] = {
        "slug": f"2026-{nummer}",
        "onderwerp": f"Nieuwsbrief {nummer}",
        "preheader": "Wat er nieuw is.",
        "gemaakt_door": schrijver,
    }
    if status != Editiestatus.CONCEPT:
        standaard |= {"gepland_op": nu, "gepland_door": schrijver, "verzendmoment": nu}
    if status in BEGONNEN:
        leeg = {"kop": "", "blokken": {}, "voet": ""}
        standaard |= {"begonnen_op": nu, "stukken": {"html": leeg, "tekst": leeg}}
    if status == Editiestatus.VERZONDEN:
        standaard["klaar_op"] = nu
    editie = Editie.objects.create(**{**standaard, **velden})
    editie.schrijvers.add(schrijver)
    for _ in range(blokken):
        maak_blok(editie)
    return editie


def maak_blok(editie: Editie, **velden: Any) -> Blok:
    """An own paragraph, last in `editie`: for everyone, or for these `themas` and `regios`."""
    nummer = next(_nummer)
    themas, regios = velden.pop("themas", None), velden.pop("regios", None)
    standaard = {
        "soort": Bloksoort.EIGEN,
        "titel": f"Bericht {nummer}",
        "tekst": "<p>Er is iets nieuws.</p>",
        "volgorde": editie.blokken.count(),
        "alle_themas": themas is None,
        "alle_regios": regios is None,
    }
    blok = Blok.objects.create(editie=editie, **{**standaard, **velden})
    blok.themas.set(themas or ())
    blok.regios.set(regios or ())
    return blok


def maak_tranche(**velden: Any) -> Tranche:
    """A tranche with a page, of a kennismakelaar of its own, that runs for two months."""
    nummer = next(_nummer)
    kennismakelaar = velden.pop("kennismakelaar", None) or maak_gebruiker(rollen=["kennismakelaar"])
    standaard: dict[str, Any] = {
        "slug": f"tranche-{nummer}",
        "titel": f"Tranche {nummer}",
        "thema": velden.pop("thema", None) or maak_thema(),
        "begin": timezone.localdate() - timedelta(days=10),
        "einde": timezone.localdate() + timedelta(days=50),
        "kennismakelaar": kennismakelaar,
        "geopend_op": timezone.now(),
        "geopend_door": kennismakelaar,
    }
    if velden.get("geopend_op", True) is None:
        standaard["geopend_door"] = None
    return Tranche.objects.create(**{**standaard, **velden})


def maak_traject(**velden: Any) -> Traject:
    """A traject that runs, about a theme of its own, with a coach, on the next free place."""
    nummer = next(_nummer)
    projectleider = velden.pop("gemaakt_door", None) or maak_gebruiker(rollen=["projectleider"])
    coaches = velden.pop("coaches", None) or [maak_gebruiker(rollen=["coach"])]
    begin = velden.pop("begin", timezone.localdate())
    bezet = set(Traject.objects.values_list("nummer", flat=True))
    standaard: dict[str, Any] = {
        "slug": f"traject-{nummer}",
        "titel": f"Traject {nummer}",
        "thema": velden.pop("thema", None) or maak_thema(f"trajectthema-{nummer}"),
        "nummer": next(n for n in itertools.count(1) if n not in bezet),
        "begin": begin,
        "einde": begin + timedelta(days=365),
        "status": Trajectstatus.LOPEND,
        "gemaakt_door": projectleider,
    }
    traject = Traject.objects.create(**{**standaard, **velden})
    traject.coaches.set(coaches)
    return traject


def traject_met_oproep(**velden: Any) -> Traject:
    """One that did not begin and asks organisations to join."""
    geopend = {"geopend_op": timezone.now(), "geopend_door": maak_gebruiker()}
    vast = {"samenvatting": "Samen leren.", "status": Trajectstatus.VOORBEREIDING}
    return maak_traject(**{**vast, **geopend, **velden})


def nieuwe_deelname(traject: Traject, **velden: Any) -> Deelname:
    """What the form makes: checked and unsaved."""
    standaard: dict[str, Any] = {
        "organisatie": velden.pop("organisatie", None) or maak_organisatie(),
        "coach": velden.pop("coach", None) or traject.coaches.all()[0],
        "projectleider": "Een projectleider",
        "projectleider_email": "projectleider@example.nl",
        "commitment_van": "Een bestuurder",
        "commitment_datum": timezone.localdate(),
        "uren_per_week": Decimal("2.5"),
    }
    return Deelname(traject=traject, **{**standaard, **velden})


def maak_inventarisatie(
    *, gebieden: Iterable[str] = ("Herstel", "Wonen"), **velden: Any
) -> Inventarisatie:
    """A questionnaire that runs for another month, about areas without a theme."""
    nummer = next(_nummer)
    projectleider = velden.pop("gemaakt_door", None) or maak_gebruiker(rollen=["projectleider"])
    standaard: dict[str, Any] = {
        "slug": f"inventarisatie-{nummer}",
        "inleiding": "Wij willen weten wat er al is.",
        "titel": f"Inventarisatie {nummer}",
        "begin": timezone.localdate() - timedelta(days=10),
        "einde": timezone.localdate() + timedelta(days=30),
        "geopend_op": timezone.now(),
        "geopend_door": projectleider,
        "gemaakt_door": projectleider,
    }
    if velden.get("geopend_op", True) is None:
        standaard["geopend_door"] = None
    inventarisatie = Inventarisatie.objects.create(**{**standaard, **velden})
    Gebied.objects.bulk_create(
        Gebied(inventarisatie=inventarisatie, naam=naam, volgorde=volgorde)
        for volgorde, naam in enumerate(gebieden)
    )
    return inventarisatie


def maak_uitvraag(inventarisatie: Inventarisatie | None = None, **velden: Any) -> Uitvraag:
    """The questionnaire at an organisation of its own, mailed just now."""
    inventarisatie = inventarisatie or maak_inventarisatie()
    nummer = next(_nummer)
    standaard: dict[str, Any] = {
        "organisatie": velden.pop("organisatie", None) or maak_organisatie(),
        "email": f"organisatie{nummer}@example.nl",
        "verstuurd_op": timezone.now(),
        "verstuurd_door": inventarisatie.gemaakt_door,
    }
    if velden.get("verstuurd_op", True) is None:
        standaard["verstuurd_door"] = None
    return Uitvraag.objects.create(inventarisatie=inventarisatie, **{**standaard, **velden})
