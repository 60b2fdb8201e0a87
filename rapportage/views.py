"""The figures of the programme, now and as delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.bestanden import bijlage
from basis.fouten import vereis_recht
from gebruikers.models import Gebruiker
from rapportage import actions
from rapportage.forms import VerhaalForm, begrotingsrijen
from rapportage.lezen.cijfers import stand_van
from rapportage.lezen.stand import Rapportinhoud, uit_json
from rapportage.models import VERHAAL, Rapport
from rapportage.rechten import NIET_OPLEVEREN, NIET_ZIEN, mag_opleveren, mag_zien
from rapportage.regels.halfjaar import EERSTE_JAAR, Halfjaar
from rapportage.uitvoer.pdf import maak_pdf
from rapportage.uitvoer.tabel import als_xlsx
from trajecten.rechten import mag_besluiten
from werkplek.bewerken import Bewerking
from werkplek.eenmalig import eenmalig
from werkplek.rijen import gepost_met_rijen
from werkplek.stap import gepost
from werkplek.toegang import voor_redactie, wie_mag

PER_PAGINA = 100
TERUG = 4
"""How many half-years that are over the dashboard lists, beside those delivered before."""

KERN = (
    *("nieuw", "stand", "tot-reactie", "tot-publicatie", "trajectthemas"),
    *("trajectorganisaties", "masterclasses-gehouden", "aanwezig", "abonnees", "matches"),
)
"""The figures that the dashboard shows."""


@dataclass(frozen=True)
class Weergave:
    """One report as somebody asks for it: delivered, or counted now, with what was drafted."""

    halfjaar: Halfjaar
    geschreven: Rapport | None
    stand: Rapportinhoud

    @property
    def rapport(self) -> Rapport | None:
        """What was delivered."""
        return self.geschreven if self.geschreven and self.geschreven.opgeleverd_op else None

    @property
    def peil(self) -> datetime:
        return datetime.fromisoformat(self.stand.peil)

    @property
    def opgeleverd(self) -> bool:
        return self.rapport is not None

    @property
    def bestand(self) -> str:
        return f"rapport-{self.halfjaar.jaar}-{self.halfjaar.helft}"


def _halfjaar(jaar: int, helft: int) -> Halfjaar:
    """Raises Http404 for what is no half-year, or did not begin yet."""
    if helft not in (1, 2) or not EERSTE_JAAR <= jaar <= timezone.localdate().year:
        raise Http404
    halfjaar = Halfjaar(jaar, helft)
    if halfjaar.eerste > timezone.localdate():
        raise Http404
    return halfjaar


def _geschreven(halfjaar: Halfjaar) -> Rapport | None:
    """What was drafted or delivered; None when nothing was."""
    rapporten = Rapport.objects.select_related("opgeleverd_door")
    return rapporten.filter(jaar=halfjaar.jaar, helft=halfjaar.helft).first()


def _weergave(halfjaar: Halfjaar) -> Weergave:
    """The report of `halfjaar`: of a delivered one only what was kept is read."""
    geschreven = _geschreven(halfjaar)
    if geschreven and geschreven.cijfers is not None:
        return Weergave(halfjaar, geschreven, uit_json(geschreven.cijfers))
    return Weergave(halfjaar, geschreven, stand_van(halfjaar, timezone.now()))


@voor_redactie
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """How this half-year goes, and the reports of those before."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    nu = timezone.now()
    halfjaar = Halfjaar.van(timezone.localdate(nu))
    stand = stand_van(halfjaar, nu)
    eerder = Rapport.objects.filter(opgeleverd_op__isnull=False).select_related("opgeleverd_door")
    opgeleverd = {
        Halfjaar(rapport.jaar, rapport.helft): rapport for rapport in eerder.defer("cijfers")
    }
    voorbij = set(opgeleverd)
    vorige = halfjaar.vorige
    for _ in range(TERUG):
        voorbij.add(vorige)
        vorige = vorige.vorige
    context = {
        "halfjaar": halfjaar,
        "kern": [cijfer for sleutel in KERN if (cijfer := stand.cijfer(sleutel))],
        "besluiten": stand.besluiten,
        "rapporten": [(een, opgeleverd.get(een)) for een in sorted(voorbij, reverse=True)],
        "besluit_vastleggen": mag_besluiten(door),
    }
    return render(request, "rapportage/dashboard.html", context)


@voor_redactie
@require_safe
def rapport(request: HttpRequest, jaar: int, helft: int) -> HttpResponse:
    """All figures of one half-year."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    weergave, levert_op = _weergave(_halfjaar(jaar, helft)), mag_opleveren(door)
    geschreven = weergave.geschreven if levert_op else weergave.rapport
    context = {
        "weergave": weergave,
        "verhaal": geschreven.verhaal if geschreven else [],
        "voorbij": weergave.halfjaar.is_voorbij(timezone.now()),
        "levert_op": levert_op,
    }
    return render(request, "rapportage/rapport.html", context)


@voor_redactie
@require_safe
def rijen(request: HttpRequest, jaar: int, helft: int, cijfer: str) -> HttpResponse:
    """What one figure was counted from."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    weergave = _weergave(_halfjaar(jaar, helft))
    gevonden = weergave.stand.cijfer(cijfer)
    if gevonden is None:
        raise Http404
    paginator = Paginator(gevonden.rijen, PER_PAGINA)
    blad = paginator.get_page(request.GET.get("pagina"))
    context = {
        "weergave": weergave,
        "cijfer": gevonden,
        "blad": blad,
        "rijen": [(weergave.stand.rijen[sleutel], bij) for sleutel, bij in blad],
        "ziet_alles": door.ziet_alles,
    }
    return render(request, "rapportage/rijen.html", context)


@voor_redactie
def lever_op(request: HttpRequest, jaar: int, helft: int) -> HttpResponse:
    """Write what the report tells, and freeze it, or read why that cannot be done yet."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    vereis_recht(mag_opleveren(door), NIET_OPLEVEREN)
    halfjaar = _halfjaar(jaar, helft)
    geschreven = _geschreven(halfjaar)
    bewerking = Bewerking(request, geschreven, VERHAAL)
    form = VerhaalForm(gepost(request), initial=_verhaal(geschreven))
    if form.is_valid() and bewerking.lukt(
        lambda: _schrijf_of_lever_op(request, halfjaar, form.cleaned_data, bewerking.kenmerk, door)
    ):
        return redirect(bewerking.uitkomst)
    te_vroeg = "" if halfjaar.is_voorbij(timezone.now()) else actions.te_vroeg(halfjaar)
    context = {
        "halfjaar": halfjaar,
        "form": form,
        "te_vroeg": te_vroeg,
        "rapport": geschreven if geschreven and geschreven.opgeleverd_op else None,
    }
    return bewerking.toon("rapportage/opleveren.html", context)


def _schrijf_of_lever_op(
    request: HttpRequest,
    halfjaar: Halfjaar,
    verhaal: dict[str, str],
    kenmerk: str,
    door: Gebruiker,
) -> str:
    """Do what the button says, and tell so; where to go on."""
    if request.POST.get("actie") == "concept":
        rapport = actions.schrijf_verhaal(
            halfjaar=halfjaar, verhaal=verhaal, kenmerk=kenmerk, door=door
        )
        messages.success(request, "Bewaard. Alleen wie het rapport oplevert, leest dit concept.")
        return rapport.get_absolute_url()
    naar = eenmalig(
        request,
        lambda: actions.lever_op(
            halfjaar=halfjaar, verhaal=verhaal, kenmerk=kenmerk, door=door
        ).get_absolute_url(),
        door=door,
    )
    messages.success(request, "Het rapport is opgeleverd. De stuurgroep krijgt een mail.")
    return naar


def _verhaal(rapport: Rapport | None) -> dict[str, str]:
    return {naam: getattr(rapport, naam) for naam in VERHAAL} if rapport else {}


@voor_redactie
def begroting(request: HttpRequest, jaar: int, helft: int) -> HttpResponse:
    """What each activity may cost in one half-year, and what it did cost."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    vereis_recht(mag_opleveren(door), NIET_OPLEVEREN)
    halfjaar = _halfjaar(jaar, helft)
    geschreven = _geschreven(halfjaar)
    data, rijknop = gepost_met_rijen(request)
    rijen = begrotingsrijen(geschreven.posten.all() if geschreven else (), data)
    bewerking = Bewerking(request, geschreven, actions.BEGROTING)
    geldig = data is not None and not rijknop and rijen.is_valid()
    if geldig and bewerking.lukt(
        lambda: actions.bewaar_begroting(
            halfjaar=halfjaar,
            posten=[rij.cleaned_data for rij in rijen.gevuld],
            kenmerk=bewerking.kenmerk,
            door=door,
        )
    ):
        return bewerking.klaar("De begroting is bewaard.", "rapportage:rapport", jaar, helft)
    context = {"halfjaar": halfjaar, "rijen": rijen, "fouten": rijen.fouten()}
    return bewerking.toon("rapportage/begroting.html", context)


@voor_redactie
@require_safe
def pdf(request: HttpRequest, jaar: int, helft: int) -> HttpResponse:
    """The report as a tagged PDF."""
    wie_mag(request, mag_zien, NIET_ZIEN)
    weergave = _weergave(_halfjaar(jaar, helft))
    inhoud = maak_pdf(weergave.halfjaar, weergave.stand, weergave.rapport)
    return bijlage(inhoud, f"{weergave.bestand}.pdf")


@voor_redactie
@require_safe
def xlsx(request: HttpRequest, jaar: int, helft: int) -> HttpResponse:
    """The report with all rows behind it, for a spreadsheet."""
    wie_mag(request, mag_zien, NIET_ZIEN)
    weergave = _weergave(_halfjaar(jaar, helft))
    inhoud = als_xlsx(weergave.halfjaar, weergave.stand, weergave.rapport)
    return bijlage(inhoud, f"{weergave.bestand}.xlsx")
