"""The whole way of the programme: from planning a tranche to the report of the stuurgroep."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Page, expect

from basis.data import na_maanden
from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving, Thema
from organisaties.models import Organisatie
from post.models import Bericht
from rapportage.regels.halfjaar import Halfjaar
from tests.browser.test_masterclass import laat_de_dag_komen
from tests.browser.test_redactie import publiceer, vul, zet
from tests.browser.werkplaats import Werkplaats, rijk, wacht_op_editor
from tests.maak import maak_masterclass, nieuwe_deelname, vul_aan
from trajecten.actions.inschrijven import schrijf_in
from trajecten.models import Traject

THEMA = "Participatie"
TRANCHE = "Meedoen met een plaats voor iedereen"
ORGANISATIE = "Stichting De Moestuin"
WAT = "Samen eten uit de tuin van de buurt"
MASTERCLASS = "Eten uit de buurt"
TRAJECT = "Meedoen invoeren"
BESLUIT = "Participatie wordt een trajectthema"
GELEERD = "Elke dinsdag op een vaste tijd samen koken."


def maandag(dag: date) -> date:
    return dag - timedelta(days=dag.weekday())


def plan_tranche(page: Page, kennismakelaar: Gebruiker) -> str:
    """Plan a tranche and open it; the value is the address of its page."""
    vandaag = timezone.localdate()
    page.goto("/redactie/")
    page.get_by_role("link", name="Programma", exact=True).first.click()
    page.get_by_role("link", name="Nieuwe tranche").click()
    vul(page, {"titel": TRANCHE, "doel": "1", "samenvatting": "Wie laat mensen meedoen?"})
    page.locator("#id_thema").select_option(label=THEMA)
    vul(page, {"begin": f"{vandaag}", "einde": f"{vandaag + timedelta(days=60)}"})
    page.locator("#id_kennismakelaar").select_option(label=str(kennismakelaar))
    rijk(page, "oproep").fill("Vertel ons hoe u dat doet.")
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TRANCHE)
    page.get_by_role("link", name="Openen", exact=True).click()
    page.get_by_role("button", name="Ja, open de tranche").click()
    expect(page.locator(".melding--success")).to_contain_text("De tranche is open.")
    return page.get_by_role("link", name="Op de site").get_attribute("href") or ""


def doe_mee(werkplaats: Werkplaats, adres: str) -> None:
    """Answer the call without an account, and confirm by the link in the mail."""
    page = werkplaats.bezoeker(breedte=390)
    page.goto("/meedoen/")
    page.get_by_role("link", name=TRANCHE).first.click()
    expect(page).to_have_url(re.compile(f"{adres}$"))
    page.get_by_role("link", name="Wij doen mee").first.click()
    vul(page, {"organisatie": ORGANISATIE, "naam": "Een tuinder", "wat": WAT})
    vul(page, {"email": "tuinder@example.nl"})
    page.locator("#id_akkoord").check()
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")
    assert page.context.cookies() == []
    with werkplaats.database():
        tekst = Bericht.objects.get(aan="tuinder@example.nl").tekst
    link = re.search(r"https?://\S+/meedoen/\S+", tekst)
    assert link
    page.goto(urlsplit(link[0]).path)
    page.get_by_role("button", name="Ja, wij doen mee").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u wel")


def beschrijf(werkplaats: Werkplaats, page: Page, adres: str) -> str:
    """Take up who answered, begin what they do, and publish it; the value is its address.

    What a writer types field after field is another journey.
    """
    page.goto("/redactie/")
    page.get_by_role("link", name=TRANCHE).first.click()
    tranche = page.url
    page.get_by_role("link", name=re.compile("^Neem op als toezegging")).click()
    page.get_by_role("button", name="Neem op en mail hen").click()
    page.get_by_role("button", name=re.compile("^Begin de beschrijving")).click()
    expect(page).to_have_url(re.compile(r"/schrijven/in-het-kort/$"))
    wacht_op_editor(page)
    versie = page.url.split("schrijven/")[0]
    with werkplaats.database():
        themas = Thema.objects.filter(name=THEMA)
        vul_aan(Beschrijving.objects.get(pk=versie.split("/")[-2]), kern=WAT, themas=themas)
    page.goto(versie)
    zet(page, "Dien in", "Ingediend.")

    collega = werkplaats.ingelogd(werkplaats.gebruiker(naam="Bea Beoordelaar"))
    collega.goto(versie)
    zet(collega, "Neem in beoordeling", "U beoordeelt deze versie.")
    publiceer(collega)

    page.goto(tranche)
    expect(page.get_by_text("1 van 1")).to_be_visible()
    lezer = werkplaats.bezoeker()
    lezer.goto(adres)
    lezer.get_by_role("link", name=WAT).first.click()
    expect(lezer.get_by_role("heading", level=1)).to_have_text(WAT)
    expect(lezer.get_by_role("link", name=TRANCHE).first).to_be_visible()
    return urlsplit(lezer.url).path


def houd_masterclass(werkplaats: Werkplaats) -> None:
    with werkplaats.database():
        maak_masterclass(titel=MASTERCLASS)
    laat_de_dag_komen(werkplaats, MASTERCLASS)


def besluit(page: Page) -> None:
    """The stuurgroep chooses the theme."""
    page.goto("/redactie/programma/besluiten/")
    vul(page, {"datum": f"{timezone.localdate()}", "titel": BESLUIT})
    page.locator("#id_soort").select_option(value="themakeuze")
    page.locator("#id_thema").select_option(label=THEMA)
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text(BESLUIT).first).to_be_visible()


def plan_traject(page: Page, coach: Gebruiker) -> str:
    """Plan a traject with `coach`; the value is its address in the workplace."""
    vandaag = timezone.localdate()
    page.goto("/redactie/programma/")
    page.get_by_role("link", name="Nieuw traject").click()
    vul(page, {"titel": TRAJECT, "samenvatting": "Wij voeren in wat elders werkt."})
    page.locator("#id_thema").select_option(label=THEMA)
    besluiten = page.locator("#id_besluit option").all_inner_texts()
    page.locator("#id_besluit").select_option(
        label=next(tekst for tekst in besluiten if BESLUIT in tekst)
    )
    vul(page, {"begin": f"{vandaag}", "einde": f"{na_maanden(vandaag, 16)}"})
    page.get_by_label(str(coach)).check()
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_text(re.compile("vijftien maanden|15 maanden")).first).to_be_visible()
    vul(page, {"einde": f"{na_maanden(vandaag, 12)}"})
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TRAJECT)
    return urlsplit(page.url).path


def schrijf_deelnemers_in(
    werkplaats: Werkplaats, page: Page, traject: str, coach: Gebruiker
) -> None:
    """Enrol the organisation that described, first without commitment; five others come too."""
    page.goto(traject)
    page.get_by_role("link", name="Organisatie inschrijven").click()
    vul(
        page,
        {
            "organisatie": ORGANISATIE,
            "projectleider": "Een tuinder",
            "projectleider_email": "tuinder@example.nl",
            "uren_per_week": "2,5",
        },
    )
    page.locator("#id_coach").select_option(label=str(coach))
    page.locator("#id_innovatie").select_option(label=WAT)
    page.get_by_role("button", name="Schrijf in").click()
    expect(page.get_by_text("als het bestuur heeft toegezegd").first).to_be_visible()
    vul(page, {"commitment_van": "Bestuurder", "commitment_datum": f"{timezone.localdate()}"})
    page.get_by_role("button", name="Schrijf in").click()
    expect(page.locator(".melding--success")).to_be_visible()
    with werkplaats.database():
        rij = Traject.objects.get(titel=TRAJECT)
        for organisatie in Organisatie.objects.exclude(naam=ORGANISATIE)[:5]:
            deelname = nieuwe_deelname(rij, organisatie=organisatie, coach=coach)
            schrijf_in(deelname=deelname, door=coach)


def begeleid(page: Page, traject: str) -> str:
    """A meeting, hours, a plan and an evaluatie; the value is the address of the deelname."""
    page.goto(traject)
    page.get_by_role("link", name="Bijeenkomst toevoegen").click()
    vul(page, {"datum": f"{timezone.localdate()}", "plaats": "De kas"})
    page.get_by_role("checkbox", name=ORGANISATIE).check()
    rijk(page, "notities").fill("Iedereen proefde de soep.")
    page.get_by_role("button", name="Bewaren", exact=True).click()

    page.goto(f"{traject}uren/")
    page.get_by_label(re.compile(f"^{ORGANISATIE}, week van")).last.fill("2,5")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.locator(".melding--success")).to_be_visible()

    page.goto(traject)
    page.get_by_role("link", name=ORGANISATIE).click()
    deelname = urlsplit(page.url).path
    page.get_by_role("link", name=re.compile("begeleidingsplan$")).click()
    vul(page, {"doel": "Een vaste eetgroep.", "aanpak": "Klein beginnen, met tien mensen."})
    page.get_by_role("button", name="Bewaren", exact=True).click()
    page.goto(f"{deelname}evaluatie/")
    page.locator("input[name=oordeel]").first.check()
    page.locator("input[name=gaat_door]").first.check()
    vul(page, {"resultaat": "Twintig mensen eten elke week mee."})
    page.locator("button[name=actie][value='succesfactoren:erbij']").click()
    vul(page, {"succesfactoren-0-tekst": GELEERD})
    page.get_by_role("button", name="Bewaren", exact=True).last.click()
    return deelname


def rond_af(page: Page, deelname: str) -> None:
    """The projectleider of the programme saw both papers discussed; then the deelname ends."""
    for blad in ("plan", "evaluatie"):
        page.goto(f"{deelname}{blad}/")
        page.get_by_role("button", name="Besproken met de projectleider").click()
        expect(page.get_by_text(re.compile("besprak dit op"))).to_be_visible()
    page.goto(deelname)
    page.get_by_role("link", name="Afronden", exact=True).click()
    page.get_by_role("button", name="Ja, rond af").click()
    expect(page.locator(".melding--success")).to_contain_text("De deelname is afgerond.")


def neem_over(page: Page) -> None:
    """What was learned waits for who describes the innovatie, who takes it over."""
    page.goto("/redactie/")
    page.get_by_role("region", name="Geleerd in een traject").get_by_role("link", name=WAT).click()
    page.get_by_role("button", name="Begin een nieuwe versie").click()
    page.goto(urlsplit(page.url).path + "schrijven/wat-werkt/")
    wacht_op_editor(page)
    page.get_by_role("button", name=re.compile("^Neem over")).click()
    wacht_op_editor(page)
    rijen = page.locator("#veld-succesfactoren textarea, #veld-succesfactoren input[type=text]")
    assert GELEERD in [rij.input_value() for rij in rijen.all()]


def lees_rapport(page: Page) -> None:
    """The figures of this half-year lead to what was done; the last one is delivered and fixed."""
    nu = Halfjaar.van(timezone.localdate())
    page.goto("/redactie/rapport/")
    page.get_by_role("link", name="Alle cijfers van dit halfjaar").click()
    expect(page.get_by_text(BESLUIT).first).to_be_visible()
    rapport = urlsplit(page.url).path
    for cijfer, rij in (
        ("nieuw", WAT),
        ("masterclasses-gehouden", MASTERCLASS),
        ("trajectorganisaties", ORGANISATIE),
        ("trajectthemas", TRAJECT),
    ):
        page.goto(f"{rapport}rijen/{cijfer}/")
        expect(page.get_by_text(rij).first).to_be_visible()
    for soort, begin in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        bestand = page.request.get(f"{rapport.rstrip('/')}.{soort}")
        assert bestand.body().startswith(begin)

    vorige = f"/redactie/rapport/{nu.vorige.jaar}/{nu.vorige.helft}/"
    page.goto(vorige)
    page.get_by_role("link", name="Opleveren").click()
    page.get_by_role("button", name="Lever het rapport op").click()
    page.goto(vorige)
    expect(page.get_by_text("Deze cijfers staan vast.")).to_be_visible()


def test_van_een_tranche_tot_het_rapport(werkplaats: Werkplaats) -> None:
    makelaar = werkplaats.gebruiker(naam="Karin Kennismakelaar")
    coach = werkplaats.gebruiker("coach", naam="Cor Coach")
    leider = werkplaats.ingelogd(werkplaats.gebruiker("projectleider", naam="Piet Projectleider"))
    schrijver, begeleider = werkplaats.ingelogd(makelaar), werkplaats.ingelogd(coach)

    adres = plan_tranche(leider, makelaar)
    doe_mee(werkplaats, adres)
    beschrijving = beschrijf(werkplaats, schrijver, adres)
    houd_masterclass(werkplaats)

    besluit(werkplaats.ingelogd(werkplaats.gebruiker("stuurgroep", naam="Stijn Stuurgroep")))
    traject = plan_traject(leider, coach)
    schrijf_deelnemers_in(werkplaats, begeleider, traject, coach)
    leider.goto(traject)
    leider.get_by_role("link", name="Laten beginnen").click()
    leider.get_by_role("button", name="Ja, begin").click()
    expect(leider.locator(".melding--success")).to_contain_text("Het traject is begonnen.")
    deelname = begeleid(begeleider, traject)
    rond_af(leider, deelname)
    neem_over(schrijver)

    lezer = werkplaats.bezoeker()
    lezer.goto(beschrijving)
    expect(lezer.get_by_role("link", name=TRAJECT).first).to_be_visible()
    lees_rapport(leider)
