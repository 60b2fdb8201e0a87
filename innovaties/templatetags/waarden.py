"""What a description says in the parts of the format, as strings.

As templates inside templates they were a fifth of the time that a page took. All text that is no
HTML yet passes `escape`, that of the standard library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from basis.templatetags.onderdelen import icoon
from innovaties.formaat.waarden import Cel, Waarde
from innovaties.lezen.weergave import Getoond

register = template.Library()

type Rij = Mapping[str, Cel]

KORTE_LIJST = 4
"""A list without a label that has no more than these stands on one line."""
GEEN_OPLOSSING = "Daar is nog geen oplossing voor beschreven."


@register.simple_tag
def waarden(getoond: Getoond) -> SafeString:
    """All values of a part, with their names where it has several."""
    html = (_met_label(een, getoond) for een in getoond.waarden)
    return mark_safe(" ".join(html))  # noqa: S308 (all text is escaped)


@register.simple_tag
def labels_van(getoond: Iterable[Getoond]) -> str:
    """What stands in a section, on one line."""
    return " · ".join(een.onderdeel.label for een in getoond)


@register.simple_tag
def waarde(van: Waarde, *, gewoon: bool = False) -> SafeString:
    """A value by itself; `gewoon` also where the rows of its field have a way of their own."""
    if van.html:
        html = van.html
    elif van.tekst:
        html = f"<p>{escape(van.tekst)}{_zacht(van.uitleg)}</p>"
    elif van.rijen and not gewoon and van.naam in RIJEN:
        html = RIJEN[van.naam](van.per_naam)
    elif van.rijen:
        html = _lijst(" ".join(f"<span>{cel(c)}</span>" for c in r if c.tekst) for r in van.rijen)
    elif len(van.lijst) == 1:
        html = f"<p>{cel(van.lijst[0])}</p>"
    else:
        html = _lijst(map(cel, van.lijst))
    return mark_safe(html)  # noqa: S308 (rich text was cleaned when it came in, other is escaped)


def _met_label(van: Waarde, getoond: Getoond) -> str:
    """A value with its label: before it where both fit on a line, else above it."""
    if van.tekst:
        zegt = escape(van.tekst) + ("." if van.uitleg else "") + _zacht(van.uitleg)
    elif van.lijst and (van.label or len(van.lijst) <= KORTE_LIJST):
        zegt = ", ".join(map(cel, van.lijst))
    else:
        eigen = van.html and van.label not in ("", "Toelichting")
        kop = f'<p class="onderdeel__veld"><strong>{escape(van.label)}:</strong></p>'
        return (kop if eigen else "") + waarde(van)
    een_van_meer = len(getoond.waarden) > 1 and van.label != getoond.onderdeel.label
    label = f"<strong>{escape(van.label)}:</strong> " if een_van_meer and van.label else ""
    return f'<p class="onderdeel__veld">{label}{zegt}</p>'


def _zacht(uitleg: str) -> str:
    return uitleg and f' <span class="zacht">{escape(uitleg)}</span>'


def cel(van: Cel) -> str:
    """A value of a row; a link where it has a page."""
    return _link(van.url, van.tekst) if van.url else escape(van.tekst)


def _link(url: str, tekst: str) -> str:
    return f'<a href="{escape(url)}">{escape(tekst)}</a>'


def _lijst(regels: Any, klasse: str = "", van_elk: str = "") -> str:
    """The HTML of `regels` as a list."""
    om, elk = (f' class="{naam}"' if naam else "" for naam in (klasse, van_elk))
    return f"<ul{om}>{' '.join(f'<li{elk}>{regel}</li>' for regel in regels)}</ul>"


def _bronnen(rijen: Sequence[Rij]) -> str:
    return _lijst(cel(Cel("", "", rij["titel"].tekst, rij["url"].url)) for rij in rijen)


def _materialen(rijen: Sequence[Rij]) -> str:
    return _lijst(_link(rij["url"].url or rij["bestand"].url, rij["titel"].tekst) for rij in rijen)


def _succesfactoren(rijen: Sequence[Rij]) -> str:
    return _lijst(escape(rij["tekst"].tekst) for rij in rijen)


def _elders(rijen: Sequence[Rij]) -> str:
    def regel(rij: Rij) -> str:
        delen = (("", "stand"), (" sinds ", "jaar"), (", genoemd in ", "genoemd"))
        tekst = {naam: cel.tekst for naam, cel in rij.items()}
        tekst["stand"] = tekst["stand"].lower()
        zegt = "".join(ervoor + tekst[naam] for ervoor, naam in delen if tekst[naam])
        zegt += f". {tekst['aanpassing']}" if tekst["aanpassing"] else ""
        return f"{_link(rij['organisatie'].url, tekst['organisatie'])}: {escape(zegt)}"

    return _lijst(map(regel, rijen))


def _elementen(rijen: Sequence[Rij]) -> str:
    def regel(rij: Rij) -> str:
        element = rij["element"]
        hoe = rij["hoe_hier"].tekst or element.uitleg
        naam = f"{icoon('element')} {_link(element.url, element.tekst)}"
        return f'<p class="element__naam">{naam}</p><p>{escape(hoe)}</p>'

    return _lijst(map(regel, rijen), "elementen", "element")


def _illustraties(rijen: Sequence[Rij]) -> str:
    return " ".join(
        f'<figure class="illustratie"><img src="{escape(rij["bestand"].url)}"'
        f' alt="{escape(rij["alt"].tekst)}" loading="lazy" decoding="async">'
        f"<figcaption>Gemaakt door {escape(rij['maker'].tekst)}."
        f" {escape(rij['licentie'].tekst)}.</figcaption></figure>"
        for rij in rijen
    )


def _knelpunten(rijen: Sequence[Rij]) -> str:
    def deel(soort: str, beeld: str, kopje: str, tekst: str) -> str:
        return (
            f'<div class="knelpunt__{soort}"><p class="knelpunt__kopje">{icoon(beeld)} {kopje}</p>'
            f"<p>{escape(tekst)}</p></div>"
        )

    def regel(rij: Rij) -> str:
        oplossing = rij["oplossing"].tekst or GEEN_OPLOSSING
        probleem = deel("probleem", "waarschuwing", "Knelpunt", rij["knelpunt"].tekst)
        return f"{probleem} {deel('oplossing', 'lamp', 'Oplossing', oplossing)}"

    return _lijst(map(regel, rijen), "knelpunten", "knelpunt")


def _partijen(rijen: Sequence[Rij]) -> str:
    """Grouped by role, in the order in which the roles come."""
    per_rol: dict[str, list[str]] = {}
    for rij in rijen:
        inbreng = escape(rij["inbreng"].tekst)
        bij = inbreng and f'<span class="partijen__inbreng">{inbreng}</span>'
        per_rol.setdefault(rij["rol"].tekst, []).append(cel(rij["organisatie"]) + bij)
    groepen = (
        f'<div><p class="partijen__rol">{escape(rol)}</p>{_lijst(groep)}</div>'
        for rol, groep in per_rol.items()
    )
    return f'<div class="partijen">{" ".join(groepen)}</div>'


def _cijfers(rijen: Sequence[Rij]) -> str:
    return f'<ul class="cijfers">{" ".join(map(_cijfer, rijen))}</ul>'


def _cijfer(rij: Rij) -> str:
    tekst = {naam: escape(cel.tekst) for naam, cel in rij.items()}
    soort = rij["soort"]
    beeld = icoon("doel" if soort.sleutel == "doel" else "meetlat")
    volgens = "" if tekst["datum"] or soort.sleutel == "doel" else "volgens bron: "
    feiten = [
        tekst["n"] and f"n = {tekst['n']}",
        tekst["hoe"],
        tekst["datum"],
        tekst["bron"] and volgens + tekst["bron"],
    ]
    spans = " ".join(f"<span>{feit}</span>" for feit in feiten if feit)
    return (
        f'<li class="cijfer cijfer--{soort.sleutel}">'
        f'<span class="cijfer__waarde">{tekst["waarde"] or "–"}</span>'
        f' <p class="cijfer__wat">{tekst["indicator"]}</p>'
        f' <span class="cijfer__soort">{beeld} {tekst["soort"].lower()}</span>'
        f"{spans and f' <p class="cijfer__bron">{spans}</p>'}</li>"
    )


RIJEN: Mapping[str, Callable[[Sequence[Rij]], str]] = {
    "bronnen": _bronnen,
    "cijfers": _cijfers,
    "elders": _elders,
    "elementen": _elementen,
    "illustraties": _illustraties,
    "knelpunten": _knelpunten,
    "materialen": _materialen,
    "partijen": _partijen,
    "succesfactoren": _succesfactoren,
}
"""What shows the rows of a field, where a list of their cells would say too little."""
