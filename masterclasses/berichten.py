"""What participants read in their mail. Each is queued once, in the transaction of its step."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from gebruikers.rollen import Recht
from gebruikers.velden import wie_hoort
from masterclasses import links
from masterclasses.keuzelijsten import Aanmeldstatus, Wijze
from masterclasses.lezen.woorden import dag, moment, waar
from masterclasses.models import Aanmelding, Masterclass, Uitnodiging
from masterclasses.uitvoer import kalender
from post.actions.klaarzetten import kreeg_pas, schrijf_aan, zet_klaar

NA_BEVESTIGEN = (
    "U krijgt dan een plek als er een vrij is. Anders komt u op de wachtlijst, in de volgorde "
    "waarin mensen bevestigen."
)
NIET_U = "Was u dit niet? Dan hoeft u niets te doen."
LAATSTE_UREN = (
    "In de laatste twee uur voor het begin sturen wij daar geen mail meer over. Een vrije plek is "
    "dan voor wie haar het eerst neemt, op de eigen pagina."
)
BEKIJK_ANDERE = "Bekijk andere masterclasses"


def _stuur(
    aanmelding: Aanmelding,
    wat: str,
    onderwerp: str,
    *alineas: str,
    knop: str = "Naar uw eigen pagina",
    waarom: str = "Iemand vulde dit e-mailadres in om zich aan te melden voor een masterclass.",
    agenda: str = "",
) -> None:
    if not aanmelding.email:  # added by the organiser
        return
    schrijf_aan(
        sleutel=f"aanmelding-{aanmelding.pk}-{wat}",
        aan=aanmelding.email,
        naam=aanmelding.naam if aanmelding.bevestigd_op else "",
        onderwerp=onderwerp,
        alineas=alineas,
        knop=knop,
        waarom=waarom,
        agenda=agenda,
    )


def wanneer_en_waar(aanmelding: Aanmelding) -> str:
    """The day and the place, as this person reads them."""
    return f"Wanneer: {dag(aanmelding.masterclass)}\n{waar(aanmelding)}"


def _uw_pagina(aanmelding: Aanmelding) -> str:
    return (
        "Kunt u toch niet, of wilt u iets wijzigen? Doe dat op uw eigen pagina:\n"
        f"{links.persoonlijk(aanmelding)}"
    )


def _andere() -> str:
    return f"Alle masterclasses staan hier:\n{settings.SITE_URL}{reverse('masterclasses:lijst')}"


def vraag_bevestiging(aanmelding: Aanmelding) -> None:
    """Ask a new participant to confirm: a seat is held for them until then."""
    _stuur(
        aanmelding,
        "bevestig",
        f"Bevestig uw aanmelding: {aanmelding.masterclass}",
        f"U meldde zich aan voor de masterclass ‘{aanmelding.masterclass}’.",
        wanneer_en_waar(aanmelding),
        "Bevestig uw aanmelding met de knop op deze pagina:\n" + links.persoonlijk(aanmelding),
        f"Wij houden 20 minuten een plek voor u vast. Bevestigt u later? Dat kan tot "
        f"{moment(_verloopt(aanmelding))}. {NA_BEVESTIGEN}",
        NIET_U,
        knop="Bevestig uw aanmelding",
    )


def vraag_bevestiging_zonder_plek(aanmelding: Aanmelding) -> None:
    """Ask a new participant to confirm, for whom no seat is held."""
    _stuur(
        aanmelding,
        "bevestig",
        f"Bevestig uw aanmelding: {aanmelding.masterclass}",
        f"U meldde zich aan voor de masterclass ‘{aanmelding.masterclass}’. Wij houden nog geen "
        "plek voor u vast.",
        "Bevestig uw aanmelding met de knop op deze pagina:\n" + links.persoonlijk(aanmelding),
        f"Dat kan tot {moment(_verloopt(aanmelding))}. {NA_BEVESTIGEN}",
        NIET_U,
        knop="Bevestig uw aanmelding",
    )


def vraag_bevestiging_goedkeuring(aanmelding: Aanmelding) -> None:
    """Ask someone outside the audience to confirm, before the organiser decides."""
    _stuur(
        aanmelding,
        "bevestig",
        f"Bevestig uw aanmelding: {aanmelding.masterclass}",
        f"U meldde zich aan voor de masterclass ‘{aanmelding.masterclass}’. Wie de masterclass "
        "organiseert, kijkt na uw bevestiging of er plek voor u is.",
        "Bevestig uw aanmelding met de knop op deze pagina:\n" + links.persoonlijk(aanmelding),
        f"Dat kan tot {moment(_verloopt(aanmelding))}.",
        NIET_U,
        knop="Bevestig uw aanmelding",
    )


def al_aangemeld(aanmelding: Aanmelding, nu: datetime) -> None:
    """Tell who registers again that they did so before; at most once an hour."""
    if kreeg_pas(f"aanmelding-{aanmelding.pk}-al-aangemeld-", nu):
        return
    _stuur(
        aanmelding,
        f"al-aangemeld-{nu:%Y%m%d%H%M%S%f}",
        f"U was al aangemeld: {aanmelding.masterclass}",
        f"Iemand vulde uw e-mailadres in om zich aan te melden voor ‘{aanmelding.masterclass}’. "
        "U was al aangemeld. Er is niets veranderd.",
        "Op uw eigen pagina ziet u hoe het ervoor staat. Daar kunt u ook bevestigen, als u dat nog "
        f"niet deed:\n{links.persoonlijk(aanmelding)}",
    )


def bevestigd(aanmelding: Aanmelding) -> None:
    """The seat is theirs; the event for their calendar goes along."""
    _stuur(
        aanmelding,
        "bevestigd",
        f"U komt naar de masterclass: {aanmelding.masterclass}",
        f"Uw plek bij de masterclass ‘{aanmelding.masterclass}’ is bevestigd.",
        wanneer_en_waar(aanmelding),
        "Zet de masterclass in uw agenda met het bestand bij deze mail.",
        _uw_pagina(aanmelding),
        agenda=kalender.uitnodiging(aanmelding),
    )


def toegevoegd(aanmelding: Aanmelding) -> None:
    """The organiser gave them a seat; the event for their calendar goes along."""
    _stuur(
        aanmelding,
        "bevestigd",
        f"U komt naar de masterclass: {aanmelding.masterclass}",
        f"Wie de masterclass ‘{aanmelding.masterclass}’ organiseert, heeft u aangemeld. Uw plek "
        "staat vast.",
        wanneer_en_waar(aanmelding),
        "Zet de masterclass in uw agenda met het bestand bij deze mail.",
        f"Wist u dit niet? Meld u dan af.\n{_uw_pagina(aanmelding)}",
        waarom="Wie een masterclass organiseert, meldde u daarvoor aan.",
        agenda=kalender.uitnodiging(aanmelding),
    )


def doet_anders_mee(aanmelding: Aanmelding) -> None:
    """They come online instead of to the room, or the other way round."""
    masterclass, nu = aanmelding.masterclass, Wijze(aanmelding.wijze)
    was = next(wijze for wijze in Wijze if wijze != nu)
    _stuur(
        aanmelding,
        f"anders-{masterclass.volgnummer}",
        f"Uw aanmelding is gewijzigd: {masterclass}",
        f"U zou {was.label.lower()} meedoen aan de masterclass ‘{masterclass}’. Nu doet u "
        f"{nu.label.lower()} mee.",
        wanneer_en_waar(aanmelding),
        _uw_pagina(aanmelding),
        agenda=kalender.uitnodiging(aanmelding),
    )


def op_wachtlijst(aanmelding: Aanmelding) -> None:
    """They wait, and know at which place."""
    _stuur(
        aanmelding,
        "wachtlijst",
        f"U staat op de wachtlijst: {aanmelding.masterclass}",
        f"U staat op plaats {aanmelding.plaats_in_rij} van de wachtlijst voor "
        f"‘{aanmelding.masterclass}’. Komt er een plek vrij, dan krijgt u een mail.",
        LAATSTE_UREN,
        _uw_pagina(aanmelding),
    )


def wacht_op_goedkeuring(aanmelding: Aanmelding) -> None:
    """They confirmed; the organiser decides."""
    _stuur(
        aanmelding,
        "goedkeuring",
        f"Uw aanmelding is binnen: {aanmelding.masterclass}",
        "Deze masterclass is voor een vast publiek. Wie haar organiseert, kijkt of er plek voor u "
        "is. U krijgt daarover een mail.",
        _uw_pagina(aanmelding),
    )


def van_aanbod(aanmelding: Aanmelding) -> str:
    """What the keys of all mails with an offer to this person begin with."""
    return f"aanmelding-{aanmelding.pk}-aangeboden"


def plek_aangeboden(aanmelding: Aanmelding, *, opnieuw: str = "") -> None:
    """A seat came free for the first in line; `opnieuw` names the time when that is told again."""
    _stuur(
        aanmelding,
        f"aangeboden{opnieuw}",
        f"Er is een plek vrij: {aanmelding.masterclass}",
        f"Er is een plek voor u vrijgekomen bij de masterclass ‘{aanmelding.masterclass}’.",
        wanneer_en_waar(aanmelding),
        "Wilt u komen? Neem de plek aan met de knop op deze pagina:\n"
        + links.persoonlijk(aanmelding),
        f"Dat kan tot {moment(_verloopt(aanmelding))}. Daarna gaat de plek naar de volgende.",
        knop="Neem de plek aan",
    )


def niet_toegelaten(aanmelding: Aanmelding, toelichting: str) -> None:
    """The organiser has no seat for them."""
    _stuur(
        aanmelding,
        "afgewezen",
        f"Geen plek voor u: {aanmelding.masterclass}",
        f"U meldde zich aan voor de masterclass ‘{aanmelding.masterclass}’. Helaas is er geen plek "
        "voor u.",
        toelichting,
        _andere(),
        knop=BEKIJK_ANDERE,
    )


def ingetrokken(aanmelding: Aanmelding, *, in_agenda: bool) -> None:
    """They will not come; the event leaves their calendar."""
    _stuur(
        aanmelding,
        "ingetrokken",
        f"U bent afgemeld: {aanmelding.masterclass}",
        f"U bent afgemeld voor de masterclass ‘{aanmelding.masterclass}’."
        + (" Uw plek kan nu naar een ander." if in_agenda else ""),
        _andere(),
        knop=BEKIJK_ANDERE,
        agenda=kalender.afzegging(aanmelding) if in_agenda else "",
    )


def aanbod_vervallen(aanmelding: Aanmelding) -> None:
    """Their time to take the seat is over."""
    pad = reverse("masterclasses:masterclass", args=[aanmelding.masterclass.slug])
    _stuur(
        aanmelding,
        "vervallen",
        f"Uw aanmelding is vervallen: {aanmelding.masterclass}",
        "Wij hoorden niets van u. Daarom is de plek die wij u aanboden voor "
        f"‘{aanmelding.masterclass}’ vervallen.",
        f"Wilt u toch komen? Meld u dan opnieuw aan:\n{settings.SITE_URL}{pad}",
        knop="Meld u opnieuw aan",
    )


def verplaatst(aanmelding: Aanmelding, toelichting: str, was: str) -> None:
    """Time or place changed, which `was` before; the event in their calendar moves along."""
    masterclass = aanmelding.masterclass
    _stuur(
        aanmelding,
        f"verplaatst-{masterclass.volgnummer}",
        f"Let op, gewijzigd: {masterclass}",
        f"De masterclass ‘{masterclass}’ is gewijzigd.",
        f"Het was:\n{was}",
        f"Het wordt:\n{wanneer_en_waar(aanmelding)}",
        toelichting,
        _uw_pagina(aanmelding),
        agenda=kalender.uitnodiging(aanmelding)
        if aanmelding.status == Aanmeldstatus.BEVESTIGD
        else "",
    )


def afgelast(aanmelding: Aanmelding) -> None:
    """It does not take place; the event leaves their calendar."""
    masterclass = aanmelding.masterclass
    _stuur(
        aanmelding,
        "afgelast",
        f"Gaat niet door: {masterclass}",
        f"De masterclass ‘{masterclass}’ op {dag(masterclass)} gaat niet door.",
        masterclass.reden,
        _andere(),
        knop=BEKIJK_ANDERE,
        agenda=kalender.afzegging(aanmelding)
        if aanmelding.status == Aanmeldstatus.BEVESTIGD
        else "",
    )


def herinnering(aanmelding: Aanmelding) -> None:
    """The day comes near."""
    masterclass = aanmelding.masterclass
    _stuur(
        aanmelding,
        f"herinnering-{masterclass.begin:%Y%m%d}",
        f"Binnenkort: {masterclass}",
        f"Binnenkort is de masterclass ‘{masterclass}’. U hebt een plek.",
        wanneer_en_waar(aanmelding),
        _uw_pagina(aanmelding),
        agenda=kalender.uitnodiging(aanmelding),
    )


def vraag_evaluatie(aanmelding: Aanmelding) -> None:
    """Ask who was there what they thought of it."""
    _stuur(
        aanmelding,
        "evaluatie",
        f"Wat vond u ervan? {aanmelding.masterclass}",
        f"U was bij de masterclass ‘{aanmelding.masterclass}’. Wilt u zeggen wat u ervan vond? Dat "
        "kost u twee minuten, en uw naam staat er niet bij.",
        f"Een bewijs van deelname vindt u op uw eigen pagina: {links.persoonlijk(aanmelding)}",
        f"De vragen staan hier:\n{links.persoonlijk(aanmelding, 'evaluatie')}",
        knop="Beantwoord de vragen",
    )


def van_organisatie(aanmelding: Aanmelding, nummer: int, onderwerp: str, tekst: str) -> None:
    """A message that the organiser wrote; `nummer` is that of its log row."""
    _stuur(aanmelding, f"bericht-{nummer}", onderwerp, tekst, _uw_pagina(aanmelding))


def nodig_uit(uitnodiging: Uitnodiging, tekst: str) -> None:
    """Ask a network partner to come."""
    masterclass = uitnodiging.masterclass
    zet_klaar(
        sleutel=f"uitnodiging-{uitnodiging.pk}",
        aan=uitnodiging.email,
        onderwerp=f"Uitnodiging: {masterclass}",
        tekst="\n\n".join(
            filter(
                None,
                (
                    "Geachte heer, mevrouw,",
                    f"Wij nodigen u uit voor de masterclass ‘{masterclass}’ op {dag(masterclass)}.",
                    tekst,
                    f"Meld u aan met deze link:\n{links.met_uitnodiging(uitnodiging)}",
                ),
            )
        ),
        knop="Meld u aan",
        waarom="U bent netwerkpartner, en wij nodigen u uit voor een masterclass.",
    )


def aan_organisator(masterclass: Masterclass, sleutel: str, onderwerp: str, tekst: str) -> None:
    """Tell the organiser what waits for them, or who does their work when they left."""
    for wie in wie_hoort(masterclass.organisator, Recht.ORGANISEERT, Recht.VANGT_OP):
        zet_klaar(
            sleutel=f"{sleutel}-{wie.pk}",
            aan=wie.email,
            onderwerp=onderwerp,
            tekst=tekst,
            knop="Bekijk de aanmelding",
        )


def _verloopt(aanmelding: Aanmelding) -> datetime:
    if aanmelding.verloopt is None:
        raise ValueError("Only for a registration that lapses.")
    return aanmelding.verloopt
