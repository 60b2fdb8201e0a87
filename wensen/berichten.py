"""What people outside read of wishes and questionnaires, and what we tell our own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from secrets import token_hex

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from innovaties.models import Beschrijving, Innovatie
from post.actions.klaarzetten import kreeg_pas, schrijf_aan, zet_klaar
from wensen import links
from wensen.models import Belangstelling, Uitvraag

WAAROM = "U of een collega vulde dit e-mailadres in bij een wens in de kennisbank."
TREK_TERUG = "Bekijk uw wens, of trek u terug"


def _aan_belangstelling(
    belangstelling: Belangstelling, wat: str, onderwerp: str, *alineas: str, knop: str
) -> None:
    schrijf_aan(
        sleutel=f"wens-{belangstelling.pk}-{wat}",
        aan=belangstelling.email,
        naam=belangstelling.naam if belangstelling.bevestigd_op else "",
        onderwerp=onderwerp,
        alineas=alineas,
        knop=knop,
        waarom=WAAROM,
    )


def _uw_wens(belangstelling: Belangstelling) -> str:
    return (
        f"Wilt u toch niet meer? Trek u dan terug op uw eigen pagina:\n{links.wens(belangstelling)}"
    )


def vraag_bevestiging_wens(
    belangstelling: Belangstelling, wens: Beschrijving, nu: datetime
) -> None:
    """Ask who filled in 'wij willen dit ook' whether it was them; at most once an hour."""
    if kreeg_pas(f"wens-{belangstelling.pk}-bevestig-", nu):
        return
    _aan_belangstelling(
        belangstelling,
        f"bevestig-{nu:%Y%m%d%H%M%S%f}",
        f"Bevestig dat u dit ook wilt: {wens}",
        f"U vulde in dat uw organisatie ook ‘{wens}’ wil.",
        f"Bevestig dat met de knop op deze pagina:\n{links.wens(belangstelling)}",
        "De link werkt zeven dagen. Was u dit niet? Dan hoeft u niets te doen.",
        knop="Bevestig dat u dit ook wilt",
    )


def wens_al_bevestigd(belangstelling: Belangstelling, wens: Beschrijving, nu: datetime) -> None:
    """Tell who says it again that we knew; at most once an hour."""
    if kreeg_pas(f"wens-{belangstelling.pk}-al-", nu):
        return
    _aan_belangstelling(
        belangstelling,
        f"al-{nu:%Y%m%d%H%M%S%f}",
        f"Wij wisten al dat u dit wilt: {wens}",
        f"Iemand vulde uw e-mailadres in bij ‘{wens}’. {belangstelling.organisatie} staat daar al "
        "bij. Er is niets veranderd.",
        _uw_wens(belangstelling),
        knop=TREK_TERUG,
    )


def match_ontstaan(innovatie: Innovatie, wens: Beschrijving, aan: Iterable[str]) -> None:
    """Ask those who bring people together to do so: a second party wants `wens`."""
    for email in aan:
        zet_klaar(
            sleutel=f"match-{innovatie.pk}-{email}",
            aan=email,
            onderwerp=f"Breng ze samen: {wens}",
            tekst=f"Er zijn nu twee partijen die ‘{wens}’ willen. Brengt u hen samen? Er staat een "
            "uitnodiging voor een themabijeenkomst voor u klaar:\n\n"
            f"{settings.SITE_URL}{reverse('wensen:match', args=[innovatie.slug])}",
            knop="Breng hen samen",
        )


def nog_een_partij(belangstelling: Belangstelling, wens: Beschrijving, aan: Iterable[str]) -> None:
    """Tell that one more party came, after the invitation went out or the match was closed."""
    pad = reverse("wensen:match", args=[belangstelling.innovatie.slug])
    for email in aan:
        zet_klaar(
            sleutel=f"match-erbij-{belangstelling.pk}-{email}",
            aan=email,
            onderwerp=f"Nog een partij: {wens}",
            tekst=f"{belangstelling.organisatie} wil ‘{wens}’ ook. De uitnodiging was toen al "
            f"verstuurd, of de match was afgerond. Betrekt u deze partij er alsnog bij?\n\n"
            f"{settings.SITE_URL}{pad}",
            knop="Open de match",
        )


def nodig_uit_voor_wens(
    *, sleutel: str, aan: str, naam: str, onderwerp: str, tekst: str, onder: str, knop: str
) -> None:
    """The invitation that the kennismakelaar wrote, to one party. `onder` leads to the button."""
    schrijf_aan(
        sleutel=sleutel,
        aan=aan,
        naam=naam,
        onderwerp=onderwerp,
        alineas=(tekst, onder),
        knop=knop,
        waarom=WAAROM,
    )


def uitnodiging_wens(
    belangstelling: Belangstelling, *, nummer: int, onderwerp: str, tekst: str
) -> None:
    """That invitation to one of those who want it too; `nummer` is that of its log row."""
    nodig_uit_voor_wens(
        sleutel=f"wens-{belangstelling.pk}-uitnodiging-{nummer}",
        aan=belangstelling.email,
        naam=belangstelling.naam,
        onderwerp=onderwerp,
        tekst=tekst,
        onder=_uw_wens(belangstelling),
        knop=TREK_TERUG,
    )


def wens_begonnen(belangstelling: Belangstelling, begonnen: Beschrijving) -> None:
    """Tell who wanted it too that it began."""
    _aan_belangstelling(
        belangstelling,
        "begonnen",
        f"Deze wens is begonnen: {begonnen}",
        f"{belangstelling.organisatie} wilde ‘{begonnen}’ ook. Die wens is begonnen.",
        "Wilt u niet meer op deze lijst staan? Trek u dan terug op uw eigen pagina: "
        f"{links.wens(belangstelling)}",
        "Wilt u meedoen of meekijken? Neem contact op via deze pagina:\n"
        f"{settings.SITE_URL}{begonnen.get_absolute_url()}",
        knop="Lees wat er begonnen is",
    )


def vragenlijst(uitvraag: Uitvraag) -> None:
    """Send an organisation its questionnaire."""
    _vragenlijst(
        uitvraag,
        f"vragenlijst-{uitvraag.pk}",
        f"Vragenlijst voor {uitvraag.organisatie}: {uitvraag.inventarisatie}",
        uitvraag.inventarisatie.inleiding,
        links.vragenlijst(uitvraag),
    )


def proef_vragenlijst(uitvraag: Uitvraag, adres: str) -> None:
    """Show a projectleider that mail; the unsaved `uitvraag` has her address, `adres` her page."""
    _vragenlijst(
        uitvraag,
        f"vragenlijst-proef-{uitvraag.inventarisatie_id}-{token_hex(8)}",
        f"Proef: vragenlijst voor {uitvraag.organisatie}: {uitvraag.inventarisatie}",
        uitvraag.inventarisatie.inleiding,
        adres,
    )


def vragenlijst_herinnering(uitvraag: Uitvraag) -> None:
    """Remind an organisation that did not hand in; `herinneringen` says for which time."""
    begonnen = "U begon al. Wat u invulde, staat er nog. " if uitvraag.begonnen_op else ""
    _vragenlijst(
        uitvraag,
        f"vragenlijst-{uitvraag.pk}-herinnering-{uitvraag.herinneringen}",
        f"Herinnering: vragenlijst voor {uitvraag.organisatie}",
        f"Wij vroegen u om de vragenlijst ‘{uitvraag.inventarisatie}’ in te vullen. {begonnen}Wilt "
        "u de antwoorden inleveren? Ook een kort antwoord helpt.",
        links.vragenlijst(uitvraag),
    )


def _vragenlijst(uitvraag: Uitvraag, sleutel: str, onderwerp: str, eerst: str, adres: str) -> None:
    tot = date_format(uitvraag.inventarisatie.einde, "l j F Y")
    alineas = (
        "Geachte heer, mevrouw,",
        eerst,
        f"Dit is de vragenlijst voor {uitvraag.organisatie}:\n{adres}",
        (
            f"Invullen kan tot en met {tot}. U kunt tussendoor stoppen en later verdergaan. U hebt "
            "geen account nodig."
        ),
        (
            "Wie deze link heeft, kan voor uw organisatie invullen. Stuur de link alleen door aan "
            "collega's. U kunt samen invullen, ook tegelijk."
        ),
    )
    zet_klaar(
        sleutel=sleutel,
        aan=uitvraag.email,
        onderwerp=onderwerp,
        tekst="\n\n".join(filter(None, alineas)),
        knop="Vul de vragenlijst in",
        waarom="Uw organisatie is gevraagd om mee te doen aan een inventarisatie.",
    )
