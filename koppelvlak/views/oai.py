"""Where harvesters fetch all descriptions, and later what changed (OAI-PMH 2.0)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, SubElement

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from basis.adressen import SITE_NAAM, absoluut
from basis.geheime_link import Poort, door_poort
from basis.tekst import een_regel
from innovaties.models import Thema
from koppelvlak.lezen.oogst import (
    SET,
    Oogst,
    OogstFout,
    controleer_vorm,
    eerste_moment,
    vind,
)
from koppelvlak.uitvoer import oai as vorm
from vinden.paginacache import als_publiek, laat_vervallen

VERS = timedelta(days=1)
"""For how long an answer is kept though nothing changed: its token counts from when it was made."""

Argumenten = dict[str, str]


def _identify(element: Element, vraag: Argumenten) -> None:
    vorm.velden(
        element,
        [
            ("repositoryName", SITE_NAAM),
            ("baseURL", absoluut(reverse("koppelvlak:oai"))),
            ("protocolVersion", "2.0"),
            ("adminEmail", settings.REDACTIE_EMAIL),
            ("earliestDatestamp", vorm.als_datum(eerste_moment())),
            ("deletedRecord", "persistent"),
            ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        ],
    )


def _vormen(element: Element, vraag: Argumenten) -> None:
    if naam := vraag.get("identifier"):
        vind(naam)
    vorm.vormen(element)


def _sets(element: Element, vraag: Argumenten) -> None:
    for thema in Thema.objects.all():
        een = SubElement(element, f"{{{vorm.OAI}}}set")
        vorm.velden(een, [("setSpec", f"{SET}{thema.slug}"), ("setName", thema.name)])


def _record(element: Element, vraag: Argumenten) -> None:
    if "identifier" not in vraag:
        raise OogstFout("badArgument", "Zeg met ‘identifier’ welke u wilt.")
    controleer_vorm(vraag.get("metadataPrefix", ""))
    vorm.zet_record(element, vind(vraag["identifier"]), vraag["metadataPrefix"])


def _koppen(element: Element, vraag: Argumenten) -> datetime:
    return _lijst(element, vraag, heel=False)


def _records(element: Element, vraag: Argumenten) -> datetime:
    return _lijst(element, vraag, heel=True)


def _lijst(element: Element, vraag: Argumenten, *, heel: bool) -> datetime:
    """The next part of a list; return from when the harvester asks the next time."""
    token = vraag.get("resumptionToken")
    if token is not None and len(vraag) > 2:
        raise OogstFout("badArgument", "Bij ‘resumptionToken’ hoort niets anders.")
    oogst = Oogst.van_token(token) if token is not None else Oogst.van_begin(vraag)
    records, verder = oogst.deel()
    vorm.lijst(element, records, oogst.vorm, heel=heel)
    vorm.zet_token(element, verder, oogst.gezien)
    return datetime.fromisoformat(oogst.peil)


Antwoordmaker = Callable[[Element, Argumenten], datetime | None]
"""Fills the answer; it may say of when it is."""

LIJST = frozenset({"metadataPrefix", "from", "until", "set", "resumptionToken"})
WERKWOORDEN: dict[str, tuple[Antwoordmaker, frozenset[str]]] = {
    "Identify": (_identify, frozenset()),
    "ListMetadataFormats": (_vormen, frozenset({"identifier"})),
    "ListSets": (_sets, frozenset()),
    "GetRecord": (_record, frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": (_koppen, LIJST),
    "ListRecords": (_records, LIJST),
}
"""What makes each answer, and the arguments that it takes."""


@csrf_exempt
def _oai(request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    gevraagd = request.POST if request.method == "POST" else request.GET
    adres = absoluut(reverse("koppelvlak:oai"))
    try:
        vraag = _lees(gevraagd)
    except OogstFout as fout:
        wortel = vorm.antwoord(adres, {})
        vorm.fout(wortel, fout)
    else:
        wortel = _antwoord_op(adres, vraag)
    antwoord = HttpResponse(vorm.als_bytes(wortel), content_type="text/xml; charset=utf-8")
    antwoord["Access-Control-Allow-Origin"] = "*"
    if "resumptionToken" in gevraagd:  # nobody asks for the same part twice
        return antwoord
    nu = timezone.now()
    return als_publiek(laat_vervallen(antwoord, [nu + VERS], nu))


def _antwoord_op(adres: str, vraag: Argumenten) -> Element:
    wortel = vorm.antwoord(adres, vraag)
    maak, _ = WERKWOORDEN[vraag["verb"]]
    element = SubElement(wortel, f"{{{vorm.OAI}}}{vraag['verb']}")
    try:
        if op := maak(element, vraag):
            vorm.dateer(wortel, op)
    except OogstFout as fout:
        wortel.remove(element)
        vorm.fout(wortel, fout)
    return wortel


def _lees(gevraagd: QueryDict) -> Argumenten:
    """The question, of which all arguments are known. Raises OogstFout.

    What was sent comes in by no form, so it is made clean here, as an address is already: XML and
    the database take no control characters.
    """
    _, mag = WERKWOORDEN.get(gevraagd.get("verb", ""), (None, None))
    if mag is None or len(gevraagd.getlist("verb")) > 1:
        raise OogstFout("badVerb", f"Kies voor ‘verb’ uit: {', '.join(WERKWOORDEN)}.")
    for naam, waarden in gevraagd.lists():
        if naam not in {"verb", *mag} or len(waarden) > 1:
            raise OogstFout("badArgument", f"‘{naam}’ hoort hier niet, of staat er dubbel.")
    return {naam: een_regel(str(waarde)) for naam, waarde in gevraagd.items()}


oai = door_poort(_oai, Poort.GEGEVENS)
