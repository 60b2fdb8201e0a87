"""The small parts of which pages are made; every template has them without `{% load %}`.

An address (`naar`, and the even ones of a trail) is the name of a page with its arguments, an
object with a page of its own, or an address as it is.
"""

import re
from collections.abc import Collection, Iterable
from functools import cache
from html import escape
from typing import Any, Protocol

from django import template
from django.core.paginator import Page
from django.shortcuts import resolve_url
from django.template import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from basis.afbreken import breekbaar

register = template.Library()


class Label(Protocol):
    """A theme: what `labels` shows of it."""

    name: str
    kleur: str
    icoon: str

    def get_absolute_url(self) -> str: ...


HEEFT_BLOKKEN = re.compile(r"<(?:div|dl|form|h\d|ol|p|ul)\b")


@register.filter("breekbaar")
def met_breekpunten(titel: object) -> str:
    """A title whose long words may be broken where Dutch does."""
    return breekbaar(str(titel))


@register.simple_tag
@cache
def icoon(naam: str, klasse: str = "") -> SafeString:
    """A picture of `static/icons/iconen.svg`, which screen readers pass by."""
    return format_html(
        '<svg class="icoon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        klasse and f" {klasse}",
        static("icons/iconen.svg"),
        naam,
    )


@register.simple_tag
def knop(soort: str, tekst: object, naar: Any = None, *args: object, **bij: Any) -> SafeString:
    """A link that looks like a button; without `naar` a button that sends its form.

    `soort` is primary, secondary or subtle. Also: `icoon`, `naam` and `waarde` of what it sends,
    and `over`, what it is about, for who does not see where it stands.
    """
    binnen = format_html("{} {}", icoon(bij["icoon"]), tekst) if "icoon" in bij else tekst
    if "over" in bij:
        binnen = format_html('{}<span class="visueel-verborgen">: {}</span>', binnen, bij["over"])
    klasse = f"nl-button nl-button--{soort}"
    if naar is not None:
        adres = resolve_url(naar, *args)
        return format_html('<a class="{}" href="{}">{}</a>', klasse, adres, binnen)
    stuurt = {"name": bij.get("naam"), "value": bij.get("waarde")}
    extra = format_html_join("", ' {}="{}"', ((k, v) for k, v in stuurt.items() if v is not None))
    return format_html('<button class="{}" type="submit"{}>{}</button>', klasse, extra, binnen)


@register.simple_block_tag
def melding(content: str, beeld: str, soort: str = "", rol: str = "") -> SafeString:
    """A notice with an icon; text alone becomes one paragraph.

    `soort` is let-op or empty; `rol` is alert or status when it answers what somebody just did.
    """
    vorm = "<div{}>{}<div>{}</div></div>"
    if not HEEFT_BLOKKEN.search(content):
        vorm = "<p{}>{} <span>{}</span></p>"
    klasse = f"melding melding--{soort}" if soort else "melding"
    kenmerken = {"class": klasse} | ({"role": rol} if rol else {})
    inhoud = mark_safe(content.strip())  # noqa: S308 (made by the template)
    return format_html(
        vorm, format_html_join("", ' {}="{}"', kenmerken.items()), icoon(beeld), inhoud
    )


@register.simple_block_tag
def sectie(content: str, kop: str, plek: str, klasse: str = "sectie") -> SafeString:
    """A section of a page under its heading, with `plek` as its id."""
    return format_html(
        '<section class="{}" aria-labelledby="{}"> <h2 id="{}">{}</h2> {} </section>',
        klasse,
        plek,
        plek,
        kop,
        mark_safe(content.strip()),  # noqa: S308 (made by the template)
    )


@register.simple_block_tag
def feit(content: str, naam: str) -> SafeString:
    """One of a list of facts (`dl`): what it is called, and what it says."""
    inhoud = mark_safe(content.strip())  # noqa: S308 (made by the template)
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", naam, inhoud)


@register.simple_block_tag
def vouw(content: str, kop: str, plek: str, wat: str) -> SafeString:
    """A section's heading, with `plek` as its id, and what is folded below it on a phone.

    `wat` tells who has not opened it what is there.
    """
    return format_html(
        '<h2 class="sectie__kop" id="{}">{}</h2><details class="sectie__vouw">'
        '<summary class="sectie__schakel"><h2>{}</h2> {}'
        '<span class="sectie__wat">{}</span></summary>{}</details>',
        plek,
        kop,
        kop,
        icoon("pijl-omlaag"),
        wat,
        mark_safe(content.strip()),  # noqa: S308 (made by the template)
    )


@register.simple_tag
def kolommen(*koppen: object) -> SafeString:
    """The head of a table: what stands above each column."""
    cellen = format_html_join("", '<th scope="col">{}</th>', ((kop,) for kop in koppen))
    return format_html("<thead> <tr>{}</tr> </thead>", cellen)


@register.simple_tag
def terug(tekst: object, naar: Any, *args: object) -> SafeString:
    """The link above a page to the one it belongs to."""
    return format_html(
        '<p class="schrijf__terug"><a href="{}">{} {}</a></p>',
        resolve_url(naar, *args),
        icoon("pijl-links"),
        tekst,
    )


@register.simple_tag
def kruimels(*pad: Any) -> SafeString:
    """The trail from the home page: name and address by turns, and last the name of this page."""
    *boven, hier = pad
    stappen = zip(["Home", *boven[::2]], ["home", *boven[1::2]], strict=True)
    links = (
        f'<li><a href="{escape(resolve_url(naar))}">{conditional_escape(tekst)}</a></li>'
        for tekst, naar in stappen
    )
    return mark_safe(  # noqa: S308 (all text is escaped)
        f'<nav class="kruimels" aria-label="Kruimelpad"><ol>{"".join(links)}'
        f'<li aria-current="page">{conditional_escape(hier)}</li></ol></nav>'
    )


@register.simple_tag
def labels(themas: Label | Iterable[Label], *, link: bool = True) -> SafeString:
    """The names of a theme, or of several, in their colours and with a link to their pages."""
    lijst = themas if isinstance(themas, Iterable) else [themas]
    vorm = '<{0} class="label label--thema thema--{1}"{2}>{3} {4}</{0}>'
    return format_html_join(
        "\n",
        vorm,
        (
            (
                "a" if link else "span",
                thema.kleur,
                format_html(' href="{}"', thema.get_absolute_url()) if link else "",
                icoon(thema.icoon),
                thema.name,
            )
            for thema in lijst
        ),
    )


@register.inclusion_tag("componenten/pagineren.html", takes_context=True)
def pagineren(context: dict[str, Any], blad: Page[Any]) -> dict[str, Any]:
    """The way through the pages of a list: the first, the last, and those around this one."""
    bladen = blad.paginator.get_elided_page_range(blad.number, on_each_side=1, on_ends=1)
    return {"request": context["request"], "blad": blad, "bladen": bladen}


@register.simple_tag(takes_context=True)
def hier(context: Context, pagina: str, binnen: Collection[str] = ()) -> SafeString:
    """What says that a link of the menu leads to this page, or to what this page lies in.

    `pagina` and `binnen` are names of addresses: of the link, and of the pages that lie in it.
    """
    gevonden = getattr(context.get("request"), "resolver_match", None)
    return is_hier(gevonden.view_name if gevonden else "", pagina, binnen)


def is_hier(naam: str, pagina: str, binnen: Collection[str]) -> SafeString:
    """The same, on the page whose address has this `naam`."""
    waarde = "page" if naam == pagina else "true" if naam in binnen else ""
    return format_html('aria-current="{}"', waarde) if waarde else SafeString("")
