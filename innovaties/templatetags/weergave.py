"""What templates need to show the values of the format."""

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list

from basis.velden import deeldatum_tekst
from innovaties.boven import VERSIE
from innovaties.lezen.buren import beschrijvingen_over
from innovaties.models import Beschrijving
from innovaties.panelen import Paneel
from innovaties.uitvoer.vormen import VAN_BESCHRIJVING, VAN_LIJST
from vinden import wegwijzers
from vinden.fragment import MARKEER_BEGIN, MARKEER_EIND

register = template.Library()
register.filter("deeldatum", deeldatum_tekst)


@register.filter
def markeer(fragment: str) -> SafeString:
    """Escape a snippet, then mark its found words."""
    veilig = escape(fragment).replace(MARKEER_BEGIN, "<mark>").replace(MARKEER_EIND, "</mark>")
    return mark_safe(veilig)  # noqa: S308 (escaped above)


@register.filter
def werkadres(versie: int) -> str:
    """Where one works on the version with this key."""
    return VERSIE(versie)


@register.filter
def gemarkeerd(fragment: str) -> bool:
    """Whether a snippet holds a found word; a word in the title alone leaves it without."""
    return MARKEER_BEGIN in (fragment or "")


@register.filter
def volgens(beschrijving: Beschrijving) -> str:
    """Of which year the document is that says so, as long as no organisation confirmed it."""
    if not beschrijving.volgens_bron:
        return ""
    return f"volgens een bron uit {beschrijving.brondatum[:4]}"


@register.simple_tag
def uitleg(term: str, tekst: str, sleutel: str) -> str:
    """A term that says what it means when it is pointed at; `sleutel` is once on the page."""
    if not tekst:
        return term
    naam = f"uitleg-{escape(sleutel)}"
    return mark_safe(  # noqa: S308 (all text is escaped)
        f'<span class="uitleg" tabindex="0" aria-describedby="{naam}">{conditional_escape(term)}'
        f'<span class="uitleg__tekst" role="tooltip" id="{naam}">{escape(tekst)}</span></span>'
    )


@register.simple_tag
def vormen(wat: str) -> str:
    """'PDF, Word en JSON': as what a 'beschrijving' or the 'lijst' can be taken along."""
    gekozen = {"beschrijving": VAN_BESCHRIJVING, "lijst": VAN_LIJST}[wat]
    return get_text_list([vorm.naam for vorm in gekozen.values()], "en")


@register.inclusion_tag("innovaties/buren.html")
def buren(adres: str) -> dict[str, Any]:
    """What else the site has about what the page at `adres` is about. Four queries."""
    beschrijvingen = list(beschrijvingen_over(adres))
    gevonden = wegwijzers.buren(adres)[: wegwijzers.MEESTE_BUREN - len(beschrijvingen)]
    return {"wegwijzers": gevonden, "beschrijvingen": beschrijvingen}


@register.simple_tag
def panelen(van: Iterable[Paneel], plek: str) -> SafeString:
    """The panels that belong in this place of the page."""
    hier = [paneel for paneel in van if paneel.plek == plek]
    html = (get_template(paneel.sjabloon).render(dict(paneel.gegevens)) for paneel in hier)
    return mark_safe("".join(html))  # noqa: S308 (made by templates)


@register.filter
def json_ld(gegevens: dict[str, Any]) -> SafeString:
    """A schema.org object that cannot end its script element."""
    tekst = json.dumps(gegevens, ensure_ascii=False)
    veilig = tekst.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(veilig)  # noqa: S308 (no character that HTML reads is left)
