"""Records in the XML of OAI-PMH 2.0: as Dublin Core, and with every field of the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from django.templatetags.static import static
from django.utils import timezone

from basis.adressen import SITE_NAAM, absoluut
from basis.licentie import LICENTIE_URL
from basis.tekst import schoon
from innovaties.models import Beschrijving
from innovaties.uitvoer.adressen import webadres
from innovaties.uitvoer.gegevenssets import INNOVATIES
from koppelvlak.lezen.oogst import GELDIG, SECONDEN, OogstFout, Record
from vinden.gegevens import als_rij

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = f"{OAI}oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
EIGEN = "urn:kennisbank-nieuwe-wegen:innovatie:1"
"""Of our own form: it stays, whatever the address of the site is."""

WAARDE = {"sleutel", "tekst", "url", "waarde"}
"""What a value has; what has more is a row of its own."""

for _kort, _ruimte in {"": OAI, "oai_dc": OAI_DC, "dc": DC, "xsi": XSI, "nw": EIGEN}.items():
    ET.register_namespace(_kort, _ruimte)


def antwoord(adres: str, vraag: dict[str, str]) -> ET.Element:
    """The frame of each answer: when, and to which question at `adres`."""
    plek = f"{OAI} {OAI[:-1].replace('/2.0', '/2.0/OAI-PMH.xsd')}"
    wortel = ET.Element(f"{{{OAI}}}OAI-PMH", {f"{{{XSI}}}schemaLocation": plek})
    _kind(wortel, "responseDate", als_datum(timezone.now()))
    _kind(wortel, "request", adres, **vraag)
    return wortel


def dateer(wortel: ET.Element, op: datetime) -> None:
    """Let the answer be of the moment `op`, which harvesters ask from the next time."""
    wortel.find(f"{{{OAI}}}responseDate").text = als_datum(op)  # type: ignore[union-attr]


def fout(wortel: ET.Element, wat: OogstFout) -> None:
    """Say in `wortel` what is the matter."""
    _kind(wortel, "error", str(wat), code=wat.code)


def velden(ouder: ET.Element, paren: Iterable[tuple[str, str]]) -> None:
    """Plain elements, by name and text."""
    for naam, tekst in paren:
        _kind(ouder, naam, tekst)


def vormen(ouder: ET.Element) -> None:
    """In which forms there are records."""
    eigen = (absoluut(static("oai/nieuwewegen.xsd")), EIGEN)
    dc = (f"{OAI}oai_dc.xsd", OAI_DC)
    for naam, (schema, ruimte) in {"oai_dc": dc, "nieuwewegen": eigen}.items():
        vorm = _kind(ouder, "metadataFormat")
        paren = {"metadataPrefix": naam, "schema": schema, "metadataNamespace": ruimte}
        velden(vorm, paren.items())


def lijst(ouder: ET.Element, records: Iterable[Record], vorm: str, *, heel: bool) -> None:
    """All of `records`, or only their heads."""
    for record in records:
        if heel:
            zet_record(ouder, record, vorm)
        else:
            _kop(ouder, record)


def zet_record(ouder: ET.Element, record: Record, vorm: str) -> None:
    """One record; of what is in the archive only that it was there."""
    element = _kind(ouder, "record")
    _kop(element, record)
    if record.beschrijving:
        metadata = _kind(element, "metadata")
        (_dublin_core if vorm == "oai_dc" else _eigen_vorm)(metadata, record.beschrijving)


def zet_token(ouder: ET.Element, token: str, gezien: int) -> None:
    """Where to go on; empty at the end of a list that came in parts."""
    if token or gezien:
        tot = {"expirationDate": als_datum(timezone.now() + GELDIG)} if token else {}
        _kind(ouder, "resumptionToken", token, cursor=str(gezien), **tot)


def als_datum(moment: datetime) -> str:
    """A moment as the protocol has it."""
    return moment.astimezone(UTC).strftime(SECONDEN)


def als_bytes(wortel: ET.Element) -> bytes:
    """The whole answer."""
    inhoud: bytes = ET.tostring(wortel, encoding="utf-8", xml_declaration=True)
    return inhoud


def _kop(ouder: ET.Element, record: Record) -> None:
    kop = _kind(ouder, "header", **({} if record.beschrijving else {"status": "deleted"}))
    paren = [("identifier", record.naam), ("datestamp", als_datum(record.veranderd_op))]
    velden(kop, [*paren, *(("setSpec", een) for een in record.sets)])


def _kind(ouder: ET.Element, naam: str, tekst: str = "", **kenmerken: str) -> ET.Element:
    element = ET.SubElement(ouder, f"{{{OAI}}}{naam}", kenmerken)
    element.text = schoon(tekst) or None
    return element


def _dublin_core(ouder: ET.Element, beschrijving: Beschrijving) -> None:
    wortel = ET.SubElement(ouder, f"{{{OAI_DC}}}dc")
    for naam, tekst in _dublin_core_paren(beschrijving):
        ET.SubElement(wortel, f"{{{DC}}}{naam}").text = schoon(tekst)


def _dublin_core_paren(beschrijving: Beschrijving) -> Iterator[tuple[str, str]]:
    yield "title", beschrijving.titel
    yield "identifier", webadres(beschrijving)
    yield "description", beschrijving.kern
    yield from (("subject", str(thema)) for thema in beschrijving.themas.all())
    yield from (("subject", str(woord)) for woord in beschrijving.trefwoorden.all())
    yield from (("coverage", str(regio)) for regio in beschrijving.regios.all())
    namen = dict.fromkeys(str(partij.organisatie) for partij in beschrijving.partijen.all())
    yield from (("contributor", naam) for naam in namen)
    yield "publisher", SITE_NAAM
    if beschrijving.gepubliceerd_op:
        yield "date", als_datum(beschrijving.gepubliceerd_op)
    yield from [("type", "Text"), ("language", "nl"), ("rights", LICENTIE_URL)]


def _eigen_vorm(ouder: ET.Element, beschrijving: Beschrijving) -> None:
    """The fields that the API has, as they are there: one `veld` for each that is filled."""
    wortel = ET.SubElement(ouder, f"{{{EIGEN}}}innovatie")
    _velden_van(wortel, als_rij(beschrijving, INNOVATIES.velden()))


def _velden_van(ouder: ET.Element, rij: dict[str, Any]) -> None:
    for naam, waarde in rij.items():
        if waarde in (None, [], ""):
            continue
        veld = ET.SubElement(ouder, f"{{{EIGEN}}}veld", naam=naam)
        for een in waarde if isinstance(waarde, list) else [waarde]:
            _zet_waarde(veld, een)


def _zet_waarde(ouder: ET.Element, waarde: Any) -> None:
    if isinstance(waarde, dict) and not waarde.keys() <= WAARDE:
        _velden_van(ET.SubElement(ouder, f"{{{EIGEN}}}rij"), waarde)
        return
    kenmerken = waarde if isinstance(waarde, dict) else {"tekst": waarde}
    erbij = {naam: _woord(een) for naam, een in kenmerken.items() if naam != "tekst"}
    ET.SubElement(ouder, f"{{{EIGEN}}}waarde", erbij).text = _woord(kenmerken["tekst"])


def _woord(waarde: Any) -> str:
    return str(waarde).lower() if isinstance(waarde, bool) else str(waarde)
