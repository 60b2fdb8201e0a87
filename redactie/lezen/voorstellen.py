"""A proposed wording: typed as plain lines, kept as the field keeps its text."""

from __future__ import annotations

from html import escape

from innovaties.formaat import onderdelen
from innovaties.formaat.soorten import Email, Rijk, Tekst, Veldsoort, Webadres
from innovaties.formaat.waarden import Waarde
from innovaties.models import Beschrijving
from redactie.lezen.verschil import Blokgrens, OnderdeelVerschil, rijke_tekens, veldverschil
from redactie.models import Opmerking

_PUNT = "- "


def tekstveld(onderdeel: str, soort: str) -> Veldsoort | None:
    """The running text of a part, which somebody may propose otherwise; None when it has none."""
    for deel in onderdelen():
        if deel.naam == onderdeel:
            for veld in deel.velden_voor(soort):
                kan = isinstance(veld.soort, (Tekst, Rijk))
                if kan and not isinstance(veld.soort, (Email, Webadres)):
                    return veld.soort
    return None


def als_regels(soort: Veldsoort, waarde: str) -> str:
    """`waarde` to type over: one line a paragraph, and '- ' before a point of a list."""
    if not soort.is_opmaak:
        return waarde
    regels: list[str] = []
    for teken in rijke_tekens(waarde):
        if isinstance(teken, Blokgrens):
            regels.append(_PUNT if teken.soort in ("punt", "nummer") else "")
        else:
            regels[-1] += teken.tekst + " " * teken.spatie
    return "\n".join(regel.rstrip() for regel in regels)


def als_waarde(soort: Veldsoort, regels: str) -> str:
    """What the field would hold for what was typed: the opposite of `als_regels`."""
    if not soort.is_opmaak:
        return " ".join(regels.split())
    html, in_lijst = "", False
    for regel in filter(None, (regel.strip() for regel in regels.splitlines())):
        is_punt = regel.startswith(_PUNT)
        if is_punt != in_lijst:
            html, in_lijst = html + ("<ul>" if is_punt else "</ul>"), is_punt
        tekst = escape(regel.removeprefix(_PUNT), quote=False)
        html += f"<li><p>{tekst}</p></li>" if is_punt else f"<p>{tekst}</p>"
    return html + "</ul>" * in_lijst


def kenmerk_van(soort: Veldsoort, regels: str) -> str:
    """Tells what `regels` propose from anything else, however they are broken off."""
    return soort.kenmerk(als_waarde(soort, regels))


def naast_de_tekst(opmerking: Opmerking, versie: Beschrijving) -> OnderdeelVerschil | None:
    """What the proposal of `opmerking` would change in `versie`; None without a proposal."""
    soort = tekstveld(opmerking.onderdeel, versie.soort) if opmerking.voorstel else None
    if soort is None:
        return None
    nu, straks = (
        Waarde(soort.veld, html=waarde) if soort.is_opmaak else Waarde(soort.veld, tekst=waarde)
        for waarde in (soort.haal(versie), opmerking.voorstel)
    )
    verschil = veldverschil(nu, straks)
    velden = (verschil,) if verschil else ()
    return OnderdeelVerschil(opmerking.onderdeel, soort.veld.label, velden, ())
