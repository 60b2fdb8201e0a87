"""A traject from its call to the report: what organisations, coach and stuurgroep each do."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Page, expect

from opgaven.actions.standvraag import vraag_rond
from opgaven.models import Standvraag
from organisaties.models import Organisatie
from post.models import Bericht
from rapportage.regels.halfjaar import Halfjaar
from tests.browser.test_redactie import vul
from tests.browser.werkplaats import Werkplaats
from tests.maak import maak_traject, nieuwe_deelname
from tests.opgaven.netwerken import maak_doel, maak_netwerk, maak_project
from trajecten.actions.inschrijven import schrijf_in
from trajecten.keuzelijsten import Trajectstatus
from trajecten.models import Traject

TRAJECT = "Samen koken invoeren"
NETWERK = "Eten in de buurt"
INDICATOR = "Mensen die elke week mee-eten"
VERHAAL = "Drie organisaties vonden ons zelf."
VRAAG = "Kies voor maart een tweede thema."
WIE = {"Stichting De Tuin": "tuin", "GGZ De Kas": "kas", "Opvang De Kelder": "kelder"}
"""The organisations that answer, each with the name in its mail address."""


def laatste_mail(werkplaats: Werkplaats, aan: str, wat: str) -> Bericht:
    with werkplaats.database():
        return Bericht.objects.filter(aan=aan, onderwerp__icontains=wat).latest("pk")


def pad_in(bericht: Bericht, deel: str) -> str:
    """Where the link of `bericht` that has `deel` in it leads to."""
    link = re.search(rf"https?://\S*/{deel}/\S*", bericht.tekst)
    assert link
    return urlsplit(link[0]).path


def vraag_wie_meedoet(page: Page, traject: str) -> None:
    page.goto(traject)
    page.get_by_role("link", name="Vragen wie er meedoet").click()
    page.get_by_role("button", name="Ja, zet de oproep op de site").click()
    expect(page.locator(".melding--success")).to_contain_text("De oproep staat op de site.")


def meld_aan(werkplaats: Werkplaats, organisatie: str, naam: str) -> None:
    """Answer the call on a phone without an account, and confirm by the link in the mail."""
    page = werkplaats.bezoeker(breedte=390)
    page.goto("/meedoen/")
    page.get_by_role("link", name=TRAJECT).first.click()
    page.get_by_role("link", name="Wij doen mee").first.click()
    vul(page, {"organisatie": organisatie, "naam": f"Trekker {naam}", "wat": "Samen koken."})
    vul(page, {"email": f"{naam}@example.nl", "bestuur": "De voorzitter"})
    page.locator("#id_akkoord").check()
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")
    page.goto(pad_in(laatste_mail(werkplaats, f"{naam}@example.nl", "Bevestig"), "meedoen"))
    page.get_by_role("button", name="Ja, wij doen mee").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u wel")


def schrijf_allen_in(page: Page) -> None:
    """The coach finds them in Mijn werk; the board has promised before they are in."""
    for organisatie in WIE:
        page.goto("/redactie/")
        page.get_by_role("link", name=TRAJECT).first.click()
        page.get_by_role("link", name=re.compile(rf"^Schrijf in\W+{organisatie}")).click()
        expect(page.locator("#id_commitment_van")).to_have_value("De voorzitter")
        vul(page, {"uren_per_week": "2,5"})
        page.locator("#id_coach").select_option(index=1)
        page.get_by_role("button", name="Schrijf in").click()
        expect(page.get_by_text("Kies de dag waarop het bestuur toezegde.").first).to_be_visible()
        vul(page, {"commitment_datum": f"{timezone.localdate()}"})
        page.get_by_role("button", name="Schrijf in").click()
        expect(page.locator(".melding--success")).to_contain_text(f"{organisatie} doet mee.")


def begin(werkplaats: Werkplaats, page: Page, traject: str) -> None:
    """Three others come along: a traject begins with six."""
    with werkplaats.database():
        rij = Traject.objects.get(titel=TRAJECT)
        for organisatie in Organisatie.objects.exclude(naam__in=WIE)[:3]:
            deelname = nieuwe_deelname(rij, organisatie=organisatie)
            schrijf_in(deelname=deelname, door=deelname.coach)
    page.goto(traject)
    page.get_by_role("link", name="Laten beginnen").click()
    page.get_by_role("button", name="Ja, begin").click()
    expect(page.locator(".melding--success")).to_contain_text("Het traject is begonnen.")


def nodig_uit(werkplaats: Werkplaats, page: Page, traject: str) -> None:
    """A meeting comes with a file for the calendar."""
    page.goto(traject)
    page.get_by_role("link", name="Bijeenkomst toevoegen").click()
    straks = timezone.localdate() + timedelta(days=9)
    vul(page, {"datum": f"{straks}", "begint": "10:00", "eindigt": "12:00", "plaats": "De kas"})
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.locator(".melding--success")).to_be_visible()
    agenda = laatste_mail(werkplaats, "tuin@example.nl", "Uitnodiging").agenda
    assert f"DTSTART;TZID=Europe/Amsterdam:{straks:%Y%m%d}T100000" in agenda


def schrijf_met_de_link(werkplaats: Werkplaats) -> None:
    """Plan and evaluatie, by who leads it in her organisation, without an account."""
    page = werkplaats.bezoeker(breedte=390)
    page.goto(pad_in(laatste_mail(werkplaats, "tuin@example.nl", "interne"), "mijn-traject"))
    expect(page.get_by_text("De kas").first).to_be_visible()
    page.get_by_role("link", name="Ons plan").click()
    vul(page, {"doel": "Een vaste eetgroep.", "aanpak": "Klein beginnen."})
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard. Uw coach leest mee.")).to_be_visible()
    page.get_by_role("link", name="Onze evaluatie").click()
    page.locator("input[name=oordeel]").first.check()
    page.locator("input[name=gaat_door]").first.check()
    vul(page, {"resultaat": "Twintig mensen eten elke week mee."})
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard. Uw coach leest mee.")).to_be_visible()
    assert page.context.cookies() == []


def meet(werkplaats: Werkplaats, page: Page, netwerk: str) -> None:
    """An indicator that the organisation itself measures, by the link of the half-year."""
    page.goto(netwerk)
    page.get_by_role("link", name="Voeg toe: indicator").first.click()
    vul(page, {"naam": INDICATOR, "eenheid": "mensen"})
    page.get_by_role("button", name="Bewaren", exact=True).click()
    page.goto(netwerk)
    page.get_by_role("link", name="Wijzig").first.click()
    page.get_by_role("link", name="Voeg toe: wie zegt hoe het staat").click()
    page.locator("#id_organisatie").select_option(index=1)
    vul(page, {"naam": "Trekker tuin", "email": "tuin@example.nl"})
    page.get_by_label(INDICATOR).check()
    page.get_by_role("button", name="Bewaren", exact=True).click()
    with werkplaats.database():
        vraag_rond(timezone.now())
        assert Standvraag.objects.filter(standgever__email="tuin@example.nl").count() == 1

    partij = werkplaats.bezoeker(breedte=320)
    partij.goto(pad_in(laatste_mail(werkplaats, "tuin@example.nl", "Hoe staat"), "hoe-staat-het"))
    partij.get_by_label(f"{INDICATOR}: getal").fill("20")
    partij.get_by_role("button", name="Geef dit door").click()
    expect(partij.get_by_role("heading", level=1)).to_have_text("Dank u wel")
    partij.get_by_role("link", name="Bekijk hoe het er nu staat").click()
    rij = partij.get_by_role("row", name=re.compile(INDICATOR))
    expect(rij).to_contain_text(re.compile(r"20 \("))


def lever_op(page: Page) -> str:
    """Write the story, keep it, and deliver it with the figures; the value is its address.

    Of a half-year that no other journey delivers: all of them have one site.
    """
    vorige = Halfjaar.van(timezone.localdate()).vorige.vorige
    rapport = f"/redactie/rapport/{vorige.jaar}/{vorige.helft}/"
    page.goto(rapport)
    page.get_by_role("link", name="Schrijven en opleveren").click()
    vul(page, {"gebeurd": VERHAAL, "gevraagd": VRAAG})
    page.get_by_role("button", name="Bewaar als concept").click()
    page.goto(rapport)
    expect(page.get_by_text(VERHAAL)).to_be_visible()
    page.get_by_role("link", name="Schrijven en opleveren").click()
    page.get_by_role("button", name="Lever het rapport op").click()
    expect(page.get_by_text("Deze cijfers staan vast.")).to_be_visible()
    return rapport


def test_van_een_oproep_tot_wat_de_stuurgroep_leest(werkplaats: Werkplaats) -> None:
    coach = werkplaats.gebruiker("coach", naam="Coby Coach")
    leider = werkplaats.ingelogd(werkplaats.gebruiker("projectleider", naam="Paula Projectleider"))
    lid = werkplaats.gebruiker("stuurgroep", naam="Sara Stuurgroep")
    with werkplaats.database():
        rij = maak_traject(
            titel=TRAJECT,
            samenvatting="Samen koken en eten.",
            coaches=[coach],
            status=Trajectstatus.VOORBEREIDING,
        )
        netwerk = maak_netwerk(titel=NETWERK)
        maak_project(maak_doel(netwerk))
        netwerk.organisaties.add(Organisatie.objects.all()[0])
    traject = f"/redactie/programma/trajecten/{rij.pk}/"

    vraag_wie_meedoet(leider, traject)
    for organisatie, naam in WIE.items():
        meld_aan(werkplaats, organisatie, naam)
    begeleider = werkplaats.ingelogd(coach)
    schrijf_allen_in(begeleider)
    begin(werkplaats, leider, traject)
    nodig_uit(werkplaats, begeleider, traject)
    schrijf_met_de_link(werkplaats)
    meet(werkplaats, leider, netwerk.get_absolute_url())
    rapport = lever_op(leider)

    mail = laatste_mail(werkplaats, lid.email, "rapport")
    assert VRAAG in mail.tekst
    lezer = werkplaats.ingelogd(lid)
    lezer.goto("/redactie/")
    lezer.get_by_role("region", name="Rapport om te lezen").locator(f"[href='{rapport}']").click()
    expect(lezer).to_have_url(re.compile(f"{rapport}$"))
    for tekst in (VERHAAL, VRAAG):
        expect(lezer.get_by_text(tekst).first).to_be_visible()
