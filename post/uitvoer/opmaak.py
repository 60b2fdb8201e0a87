"""A mail with its layout, made of its plain text: one button, and the same frame for all."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from basis.adressen import SITE_NAAM
from post.models import Bericht


def met_stijl(html: str) -> str:
    """The style of `html` on its elements: mail programs drop the rest."""
    import css_inline  # noqa: PLC0415 (2 MiB of each worker)

    return css_inline.CSSInliner(minify_css=True, load_remote_stylesheets=False).inline(html)


def adres_in(tekst: str) -> str:
    """Where the button of a mail with `tekst` leads: the last address alone on a line.

    What others wrote stands before what we say, so it is never theirs. Empty without one.
    """
    regels = [regel for regel in tekst.splitlines() if regel.startswith(f"{settings.SITE_URL}/")]
    return next((regel for regel in reversed(regels) if " " not in regel.strip()), "").strip()


def als_html(bericht: Bericht) -> str:
    """`bericht` as HTML; the line with its address is a button."""
    adres = adres_in(bericht.tekst)
    eerst, _, daarna = bericht.tekst.rpartition(adres) if adres else (bericht.tekst, "", "")
    context = {
        "onderwerp": bericht.onderwerp,
        "eerst": _alineas(eerst),
        "knop": bericht.knop,
        "adres": adres,
        "daarna": _alineas(daarna),
        "waarom": bericht.waarom,
        "site_url": settings.SITE_URL,
        "afzender": settings.REDACTIE_EMAIL,
    }
    return met_stijl(render_to_string("post/mail/bericht.html", context))


def als_tekst(bericht: Bericht) -> str:
    """`bericht` as plain text, with who we are and why one gets this at the end.

    Not after '-- ': mail programs hide what comes below that.
    """
    if bericht.html:
        return bericht.tekst
    return (
        f"{bericht.tekst.rstrip()}\n\n{'-' * 20}\nWaarom krijgt u deze mail? {bericht.waarom}\n\n"
        f"{SITE_NAAM}\n{settings.SITE_URL}/\n{settings.REDACTIE_EMAIL}\n"
    )


def _alineas(tekst: str) -> list[str]:
    return [alinea.strip("\n") for alinea in tekst.split("\n\n") if alinea.strip()]
