"""The card of a description and what stands on it, as strings.

A list has dozens of cards with six signs each: as templates inside templates they were most of the
time that its page took. All text that is no HTML yet passes `escape`, that of the standard library:
Django's takes a third of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from basis.afbreken import breekbaar
from basis.templatetags.onderdelen import icoon, labels
from innovaties.formaat.waarden import Cel
from innovaties.keuzelijsten import Soort
from innovaties.lezen.band import Teken, tekens
from innovaties.models import Beschrijving
from innovaties.templatetags.waarden import cel
from innovaties.templatetags.weergave import gemarkeerd, markeer, uitleg
from vinden.keuzes import FacetBlok, Facetoptie

register = template.Library()


LOS, NEEMT_MEE = " data-map-js hidden><input", '><input name="i" form="kiezen"'
"""How a box for the map begins: shown with JavaScript only, or taken along by a form."""


@register.filter
def met_keuze(kaart: SafeString) -> SafeString:
    """A card on a page with the form that takes along what is chosen."""
    return mark_safe(kaart.replace(LOS, NEEMT_MEE))  # noqa: S308 (it was)


KERN, SNIPPET, EINDE = '<p class="kaartje__kern">', '<p class="kaartje__snippet">', "</p>"


def met_fragment(kaart: SafeString, fragment: str) -> SafeString:
    """A card with the passage `fragment` for what it says in short, where that has what was sought.

    No text on a card holds a tag.
    """
    if not gemarkeerd(fragment):
        return kaart
    voor, _, rest = kaart.partition(KERN)
    na = rest.partition(EINDE)[2]
    return mark_safe(f"{voor}{SNIPPET}{markeer(fragment)}{EINDE}{na}")  # noqa: S308 (escaped)


def kaart_van(beschrijving: Beschrijving) -> SafeString:
    """A description in a list, as `voor_lijst` fetches it."""
    b, onder = beschrijving, ""
    if b.soort != Soort.GENOEMD:
        onder = f'<div class="kaartje__voet">{mapvak(b)}</div>'
    elif regios := ", ".join(regio.naam for regio in b.regios.all()):
        onder = f'<p class="kaartje__meta">{icoon("kaartpin")} {escape(regios)}</p>'
    return _kaart(b, "h3", onder)


def ingebed(beschrijving: Beschrijving) -> SafeString:
    """It on the page of somebody else, where one can only read and go on to our site."""
    return _kaart(beschrijving, "h2", "")


def _kaart(b: Beschrijving, kop: str, onder: str) -> SafeString:
    kern = f"{KERN}{escape(b.samengevat)}{EINDE}"
    return mark_safe(  # noqa: S308 (all text is escaped)
        f'<li class="kaartje"><div class="labels">{labels(b.themas.all(), link=False)}{_soort(b)}'
        f'</div><{kop} class="kaartje__titel"><a href="{escape(b.get_absolute_url())}">'
        f"{escape(breekbaar(b.titel))}</a></{kop}>{kern}{band(b, kort=True)}{onder}</li>"
    )


def _soort(b: Beschrijving) -> str:
    """The label of what does not exist, or is not described."""
    if b.soort == Soort.BESTAAND:
        return ""
    beeld, tekst = "lamp", "Gewenst"
    if b.soort == Soort.GENOEMD:
        beeld, tekst = "citaat", f"{alleen_genoemd(b)}: kent u het?"
    return f'<span class="label label--{b.soort}">{icoon(beeld)} {tekst}</span>'


@register.filter
def alleen_genoemd(beschrijving: Beschrijving) -> str:
    """That a source only names it, and in which year that came out."""
    jaar = beschrijving.brondatum[:4]
    return f"Alleen genoemd in {jaar}" if jaar else "Alleen genoemd"


@register.simple_tag
def mapvak(beschrijving: Beschrijving, *, kies: bool = False) -> SafeString:
    """The box that puts a live description in the map.

    With `kies` the form of the page takes it along; else it is shown with JavaScript only.
    """
    titel = escape(beschrijving.titel)
    return mark_safe(  # noqa: S308 (all text is escaped)
        f'<label class="keuze kaartje__kies"{NEEMT_MEE if kies else LOS}'
        f' type="checkbox" value="{escape(beschrijving.innovatie.slug)}"'
        f' data-map="{titel}"> In mijn map'
        f'<span class="visueel-verborgen">: {titel}</span></label>'
    )


@register.filter
def zes_tekens(beschrijving: Beschrijving) -> tuple[Teken, ...]:
    """The signs of a description, for a place that shows them otherwise than the band does."""
    return tekens(beschrijving)


@register.simple_tag
def band(beschrijving: Beschrijving, *, kort: bool = False) -> SafeString:
    """The six signs of a description; `kort` for a card or another place with little room."""
    naam = f"{beschrijving.innovatie.slug}-"
    html = "".join(_teken(teken, naam, kort=kort) for teken in tekens(beschrijving))
    klasse = "band band--kort" if kort else "band"
    return mark_safe(html and f'<dl class="{klasse}">{html}</dl>')  # noqa: S308 (likewise)


def _teken(teken: Teken, naam: str, *, kort: bool) -> str:
    term: str = escape(teken.label)
    if not kort or teken.stand is not None:
        term = uitleg(teken.label, teken.uitleg, naam + teken.sleutel)
    beeld = _trap(teken) if teken.stand else "" if teken.bekend else icoon("vraag")
    zegt = escape(teken.kort if kort else teken.waarde)
    if not kort and teken.cellen:
        cellen = ", ".join(_cel(waarde) for waarde in teken.cellen)
        zegt = cellen + "".join(f" · {escape(feit)}" for feit in teken.ook)
    return (
        f'<div class="band__teken{"" if teken.bekend else " band__teken--onbekend"}">'
        f"<dt>{icoon(teken.icoon)} {term}</dt><dd>{beeld} {zegt}</dd></div>"
    )


def _trap(teken: Teken) -> str:
    """Its scale as steps, of which those that it reaches are full."""
    treden = "".join('<i class="vol"></i>' if vol else "<i></i>" for vol in teken.treden)
    return f'<span class="trap" aria-hidden="true">{treden}</span>'


def _cel(waarde: Cel) -> str:
    return uitleg(waarde.tekst, waarde.uitleg, waarde.sleutel) if waarde.uitleg else cel(waarde)


@register.simple_tag
def opties(facet: FacetBlok, rijen: Iterable[Facetoptie]) -> SafeString:
    """The boxes of a facet, each with its value and number."""
    return mark_safe(" ".join(_optie(escape(facet.sleutel), optie) for optie in rijen))  # noqa: S308


def _optie(sleutel: str, optie: Facetoptie) -> str:
    waarde = escape(optie.waarde)
    meer = f' <span class="facet__uitleg">{escape(optie.uitleg)}</span>' if optie.uitleg else ""
    wat = "innovatie" if optie.aantal == 1 else "innovaties"
    klasse = "facet__rij facet__rij--binnen" if optie.binnen else "facet__rij"
    return (
        f'<label class="{klasse}"><input type="checkbox" name="{sleutel}" value="{waarde}"'
        f' id="{sleutel}-{waarde}"{" checked" if optie.gekozen else ""}>'
        f'<span>{escape(optie.label)}{meer}</span><span class="facet__aantal">{optie.aantal}'
        f'<span class="visueel-verborgen"> {wat}</span></span></label>'
    )
