"""What a new edition can be about: what changed since the last one, and what comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format

from basis.data import begin_van_dag, na_maanden
from basis.tekst import platte_tekst
from innovaties.keuzelijsten import Partijrol, Schaal, Soort
from innovaties.models import Beschrijving
from masterclasses.keuzelijsten import Masterclassfase, Verslagstatus
from masterclasses.models import Masterclass, Verslag
from nieuwsbrieven.keuzelijsten import BEGONNEN, Bloksoort, Editiesoort
from nieuwsbrieven.lezen.blokvoorstel import Blokvoorstel, kort
from nieuwsbrieven.lezen.uit_programma import van_programma
from nieuwsbrieven.models import Blok, Editie

EERSTE_KEER = timedelta(days=60)
"""How far back the first newsletter of all looks."""

KWARTAAL = 3
"""The months of a digest."""


def sinds(soort: Editiesoort | str, nu: datetime) -> datetime:
    """From when on things are new to the readers of an edition of `soort`. One query.

    From when the last one was planned: what was published after that, nobody proposed yet.
    """
    gepland = Coalesce("gepland_op", "begonnen_op")
    vorige = Editie.objects.filter(soort=soort, status__in=BEGONNEN).order_by("-begonnen_op", "-pk")
    moment = vorige.values_list(gepland, flat=True).first()
    if moment is None:
        moment = nu - EERSTE_KEER if soort == Editiesoort.GEWOON else kwartaal_geleden(nu)
    return moment


def kwartaal_geleden(nu: datetime) -> datetime:
    """The beginning of the day three months before `nu`."""
    dag = na_maanden(timezone.localdate(nu), -KWARTAAL)
    return begin_van_dag(dag)


def voorstellen(editie: Editie, nu: datetime) -> dict[Bloksoort, list[Blokvoorstel]]:
    """What `editie` can take up at `nu`, by soort in the order of an edition, the newest first.

    Each says whether it is in already, and in which earlier edition it stood. At most
    seventeen queries.
    """
    vanaf = sinds(editie.soort, nu)
    gevonden = [
        *_innovaties(editie, vanaf),
        *komende_masterclasses(nu),
        *_verslagen(vanaf),
        *van_programma(editie, vanaf, nu),
    ]
    in_editie, eerder = _waar_al(editie, [voorstel.adres for voorstel in gevonden])
    gevonden = [
        replace(
            voorstel,
            opgenomen=voorstel.adres in in_editie,
            stond_in=eerder.get(voorstel.adres),
        )
        for voorstel in gevonden
    ]
    groepen = {soort: [v for v in gevonden if v.soort == soort] for soort in Bloksoort}
    return {soort: groep for soort, groep in groepen.items() if groep}


def _waar_al(editie: Editie, adressen: Iterable[str]) -> tuple[set[str], dict[str, Editie]]:
    """Which of `adressen` are in `editie`, and in which earlier edition for these readers."""
    hier = Q(editie=editie)
    begonnen = Q(editie__status__in=BEGONNEN, editie__soort=editie.soort)
    blokken = (
        Blok.objects.filter(hier | begonnen, adres__in=adressen)
        .exclude(soort=Bloksoort.EIGEN)
        .select_related("editie")
        .defer("editie__stukken", "editie__inleiding")
        .order_by("editie__begonnen_op", "editie_id")
    )
    in_editie, eerder = set(), {}
    for blok in blokken:
        if blok.editie_id == editie.pk:
            in_editie.add(blok.adres)
        else:
            eerder[blok.adres] = blok.editie
    return in_editie, eerder


def _innovaties(editie: Editie, vanaf: datetime) -> Iterator[Blokvoorstel]:
    """Descriptions published since `vanaf`, and wishes whose search for partners is no old news."""
    genoemd = Blok.objects.filter(
        innovatie=OuterRef("innovatie"),
        editie__status__in=BEGONNEN,
        editie__soort=editie.soort,
    )
    zoekt = Q(soort=Soort.GEWENST) & (
        ~Q(gezochte_partners=[]) | ~Q(gezochte_partners_toelichting="")
    )
    beschrijvingen = (
        Beschrijving.objects.zichtbaar()
        .beschreven()
        .filter(Q(gepubliceerd_op__gte=vanaf) | (zoekt & ~Exists(genoemd)))
        .annotate(eerst=Min("innovatie__versies__gepubliceerd_op"))
        .select_related("innovatie")
        .prefetch_related("themas", "regios")  # type: ignore[misc]  # taggit is untyped
        .order_by("-gepubliceerd_op", "-pk")
    )
    for versie in beschrijvingen:
        yield _van_beschrijving(versie, nieuw=versie.eerst >= vanaf)  # type: ignore[attr-defined]


def _van_beschrijving(versie: Beschrijving, *, nieuw: bool) -> Blokvoorstel:
    soort = Bloksoort.NIEUW if nieuw else Bloksoort.BIJGEWERKT
    linktekst, tekst = "Lees de beschrijving", kort(versie.samengevat)
    gezocht = ", ".join(_in_zin(Partijrol(rol).label) for rol in versie.gezochte_partners)
    toelichting = platte_tekst(versie.gezochte_partners_toelichting)
    if gezocht or toelichting:
        soort, linktekst = Bloksoort.GEZOCHT, "Lees wat er wordt gezocht"
        wie = f"{gezocht}." if gezocht else kort(toelichting)
        tekst = f"{tekst}\nGezocht: {wie}"
    regios = tuple(versie.regios.all())
    return Blokvoorstel(
        soort=soort,
        titel=versie.titel,
        tekst=tekst,
        adres=versie.get_absolute_url(),
        linktekst=linktekst,
        datum=versie.gepubliceerd_op,
        themas=tuple(versie.themas.all()),
        regios=regios,
        alle_regios=not regios or versie.schaal == Schaal.LANDELIJK,
        innovatie=versie.innovatie_id,
    )


def _in_zin(naam: str) -> str:
    """A name within a sentence: 'gemeente', but 'GGD'."""
    return naam[:1].lower() + naam[1:] if naam[1:2].islower() else naam


def komende_masterclasses(nu: datetime) -> Iterator[Blokvoorstel]:
    """The announced masterclasses to register for, now or later; the first one first."""
    masterclasses = (
        Masterclass.objects.filter(fase=Masterclassfase.AANGEKONDIGD)
        .filter(Q(aanmelden_tot__gt=nu) | Q(aanmelden_tot__isnull=True), begin__gt=nu)
        .select_related("thema")
        .prefetch_related("regios")
        .order_by("begin", "pk")
    )
    for masterclass in masterclasses:
        yield _van_masterclass(
            masterclass,
            soort=Bloksoort.MASTERCLASS,
            tekst=f"{_wanneer(masterclass)}\n{kort(masterclass.samenvatting)}",
            linktekst="Bekijk het programma en meld u aan",
            datum=masterclass.begin,
        )


def _wanneer(masterclass: Masterclass) -> str:
    begin, einde = (timezone.localtime(m) for m in (masterclass.begin, masterclass.einde))
    tijd = f"{date_format(begin, 'l j F Y, G.i')} tot {date_format(einde, 'G.i')} uur"
    plaats = " en ".join(filter(None, (masterclass.locatie, masterclass.online_adres and "online")))
    zin = f"{tijd}, {plaats}." if plaats else f"{tijd}."
    return zin[:1].upper() + zin[1:]


def _verslagen(vanaf: datetime) -> Iterator[Blokvoorstel]:
    """The verslagen that were first placed since `vanaf`; a mended one is no news."""
    verslagen = (
        Verslag.objects.filter(
            status=Verslagstatus.GEPUBLICEERD, masterclass__fase=Masterclassfase.AANGEKONDIGD
        )
        .annotate(eerst=Min("masterclass__verslagen__geplaatst_op"))
        .filter(eerst__gte=vanaf)
        .select_related("masterclass__thema")
        .prefetch_related("masterclass__regios")
        .order_by("-geplaatst_op", "-pk")
    )
    for verslag in verslagen:
        yield _van_masterclass(
            verslag.masterclass,
            soort=Bloksoort.VERSLAG,
            tekst=kort(platte_tekst(verslag.tekst)),
            linktekst="Lees het verslag",
            datum=verslag.geplaatst_op,
            anker="#verslag",
        )


def _van_masterclass(
    masterclass: Masterclass,
    *,
    soort: Bloksoort,
    tekst: str,
    linktekst: str,
    datum: datetime | None,
    anker: str = "",
) -> Blokvoorstel:
    regios = tuple(masterclass.regios.all())
    return Blokvoorstel(
        soort=soort,
        titel=masterclass.titel,
        tekst=tekst.strip(),
        adres=f"{masterclass.get_absolute_url()}{anker}",
        linktekst=linktekst,
        datum=datum,
        themas=(masterclass.thema,),
        regios=regios,
        alle_regios=not regios,
        rollen=masterclass.rollen,
    )
