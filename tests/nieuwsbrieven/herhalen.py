"""Follow every link in every mail as scanners and readers do: only a POST does anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage
from html.parser import HTMLParser

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg.sql import SQL, Identifier

APPS = ("nieuwsbrieven", "post", "logboek")
"""Whose rows say who gets what, who agreed to it, what was sent, and who did what."""

PERSOONLIJK = re.compile(r"/nieuwsbrieven/(bevestigen|voorkeuren|afmelden)/.+")
EEN_KLIK = {"List-Unsubscribe": "One-Click"}
"""What a mail program posts, without anything else (RFC 8058, 3.2)."""

_ADRES = re.compile(r"https?://[^\s<>\"]+")
_KENMERKEN = {"href", "src", "action", "background", "poster", "srcset"}


@dataclass(frozen=True)
class Linkantwoord:
    status: int
    cookies: bool


Linkvraag = Callable[[str, str, dict[str, str]], Linkantwoord]
"""Asks the site: a method, a path, and the fields of a form; never with a cookie."""


@dataclass
class Herhaling:
    """How many links there were, what they did that they should not, and the reverse."""

    mails: int = 0
    links: set[str] = field(default_factory=set)
    elders: set[str] = field(default_factory=set)
    vragen: int = 0
    afgemeld: int = 0
    fouten: list[str] = field(default_factory=list)


class _Mailadressen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.gevonden: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what it leads to or fetches."""
        if tag != "html":  # its namespaces are names, and no links
            self.gevonden |= {waarde for naam, waarde in attrs if naam in _KENMERKEN and waarde}


def links_van(mail: EmailMessage) -> set[str]:
    """Every link in the HTML, the text and the headers of `mail`."""
    gevonden = set(_ADRES.findall(str(mail.get("List-Unsubscribe", ""))))
    for deel in mail.walk():
        if deel.get_content_type() == "text/plain":
            gevonden |= {link.rstrip(".,;:)") for link in _ADRES.findall(deel.get_content())}
        elif deel.get_content_type() == "text/html":
            lezer = _Mailadressen()
            lezer.feed(deel.get_content())
            gevonden |= lezer.gevonden
    return gevonden


def afmeldlink_van(mail: EmailMessage) -> str:
    """Where a mail program posts to unsubscribe in one click; empty where it may not."""
    mag = mail.get("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
    gevonden = _ADRES.findall(str(mail.get("List-Unsubscribe", "")))
    return gevonden[0] if mag and gevonden else ""


def kenmerk_van_database() -> str:
    """A hash of every row that a subscriber's step could change."""
    tabellen = [
        model._meta.db_table
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]
    vraag = SQL("SELECT md5(string_agg(rij::text, E'\n' ORDER BY rij::text)) FROM {} rij")
    with connection.cursor() as cursor:
        sommen = []
        for tabel in sorted(tabellen):
            cursor.execute(vraag.format(Identifier(tabel)))
            sommen.append(cursor.fetchone())
    return str(sommen)


def herhaal(mails: Iterable[EmailMessage], vraag: Linkvraag) -> Herhaling:
    """Ask each link in `mails` with HEAD, GET and POST; then unsubscribe from each in one click.

    The steps of one reader do not stand in the way of another's: first all look, then all act.
    """
    uitkomst = Herhaling()
    een_klik = set()
    for mail in mails:
        uitkomst.mails += 1
        for link in links_van(mail):
            van_ons = link.startswith(f"{settings.SITE_URL}/")
            (uitkomst.links if van_ons else uitkomst.elders).add(link)
        if link := afmeldlink_van(mail):
            een_klik.add(link)
        elif mail.get("List-Id"):
            uitkomst.fouten.append(f"{mail['To']}: een nieuwsbrief zonder afmelden in één klik")
    for link in sorted(uitkomst.links):
        for methode in ("HEAD", "GET"):
            _stel(uitkomst, vraag, methode, link, {}, mag_wijzigen=False)
    # One-click first: who confirms or chooses anew after it, changes more, and not less.
    for link in sorted(een_klik):
        if not _stel(uitkomst, vraag, "POST", link, EEN_KLIK, mag_wijzigen=True):
            uitkomst.fouten.append(f"één klik deed niets: {link}")
        uitkomst.afgemeld += 1
    for link in sorted(uitkomst.links):
        mag = PERSOONLIJK.match(link.removeprefix(settings.SITE_URL))
        _stel(uitkomst, vraag, "POST", link, {}, mag_wijzigen=bool(mag))
    return uitkomst


def _stel(
    uitkomst: Herhaling,
    vraag: Linkvraag,
    methode: str,
    link: str,
    velden: dict[str, str],
    *,
    mag_wijzigen: bool,
) -> bool:
    """Ask one link; note what is wrong with what it does; return whether anything changed."""
    eerder = kenmerk_van_database()
    antwoord = vraag(methode, link.removeprefix(settings.SITE_URL).partition("#")[0], velden)
    gewijzigd = kenmerk_van_database() != eerder
    uitkomst.vragen += 1
    wat = f"{methode} {link}"
    if gewijzigd and not mag_wijzigen:
        uitkomst.fouten.append(f"{wat} wijzigt iets")
    if antwoord.cookies:
        uitkomst.fouten.append(f"{wat} zet een cookie")
    # A page that only shows may say that it takes no POST.
    grens = 500 if methode == "POST" and not velden else 400
    if antwoord.status >= (300 if velden else grens):  # RFC 8058: no redirect
        uitkomst.fouten.append(f"{wat} geeft {antwoord.status}")
    return gewijzigd
