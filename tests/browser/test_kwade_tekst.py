"""What somebody types to do harm stays text, wherever it is shown."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Dialog, Page, expect

from gebruikers.models import Gebruiker
from innovaties.formaat import FORMAAT
from innovaties.models import Beschrijving
from redactie.actions import beoordelen
from redactie.actions.schrijven import dien_in
from tests.browser.werkplaats import Werkplaats, open_sectie
from tests.maak import maak_volledig

KWAAD = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>" + "o" * 40
"""Breaks out of an attribute, an element, a script or a narrow screen, if anything lets it."""

VUL_MET_KWAAD = """kwaad => {
  const formulier = document.querySelector("form[data-schrijven]");
  for (const veld of formulier.querySelectorAll("textarea, input:not([type]), input[type=text]")) {
    if (veld.inputMode || veld.name === "start" || veld.name === "einde") continue;
    const rijk = "rijk" in veld.dataset;
    veld.value = rijk ? `<p><a href="javascript:alert(3)">${kwaad}</a></p>` : kwaad;
  }
  HTMLFormElement.prototype.submit.call(formulier);
}"""

RESTEN = """() => [...document.querySelectorAll("*")].filter((el) =>
  [...el.attributes].some((attr) => attr.name.startsWith("on") || /^javascript:/i.test(attr.value))
  || (el.tagName === "IMG" && el.getAttribute("src") === "x")
).map((el) => el.outerHTML)"""


def publiceer(werkplaats: Werkplaats, versie: Beschrijving, door: Gebruiker) -> Beschrijving:
    """Let `door` submit `versie`, and somebody else review and publish it."""
    ander = werkplaats.gebruiker()
    with werkplaats.database():
        versie = dien_in(versie=versie, door=door)
        versie = beoordelen.neem_in_beoordeling(versie=versie, door=ander)
        return beoordelen.publiceer(versie=versie, door=ander)


def let_op_dialogen(page: Page) -> list[str]:
    """What the page says in a dialog from now on."""
    gehoord: list[str] = []

    def sluit(dialoog: Dialog) -> None:
        gehoord.append(dialoog.message)
        dialoog.dismiss()

    page.on("dialog", sluit)
    return gehoord


def let_op_fouten(page: Page) -> list[str]:
    """What the page says in the console from now on; a script that the CSP refuses is there too."""
    gehoord: list[str] = []

    def noteer(melding: ConsoleMessage) -> None:
        if melding.type == "error":
            gehoord.append(f"{melding.text} ({page.url})")

    page.on("console", noteer)
    return gehoord


def test_kwade_tekst_blijft_tekst(werkplaats: Werkplaats) -> None:
    schrijver = werkplaats.gebruiker()
    with werkplaats.database():
        versie = maak_volledig(schrijver=schrijver, praktijkverhaal_toestemming=True)
    page = werkplaats.ingelogd(schrijver)
    dialogen = let_op_dialogen(page)
    for slug in (sectie.slug for sectie in FORMAAT):
        open_sectie(page, versie.pk, slug)
        with page.expect_navigation():
            page.evaluate(VUL_MET_KWAAD, KWAAD)
        expect(page.locator("form[data-schrijven]")).to_be_visible()
        assert page.evaluate(RESTEN) == []
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/redactie/")
    expect(page.get_by_role("link", name=KWAAD)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    stand = publiceer(werkplaats, versie, schrijver)
    assert stand.titel == KWAAD
    assert stand.contact_naam == KWAAD
    assert "onerror" in stand.kern

    # Not while writing: text of which a part was wrong goes back into the editor as it was typed,
    # which reads it in a document where nothing runs, and Chromium reports that all the same.
    fouten = let_op_fouten(page)
    for adres in (
        f"/redactie/beschrijving/{versie.pk}/",
        f"/redactie/beschrijving/{versie.pk}/voorbeeld/",
        stand.innovatie.get_absolute_url(),
        f"/vergelijk/?i={stand.innovatie.slug}&i=optimaal-leven",
        "/innovaties/?q=onerror",
        "/redactie/beschrijvingen/",
    ):
        page.goto(adres)
        expect(page.locator("main")).to_contain_text("onerror=alert(1)")
        assert page.evaluate(RESTEN) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320, adres
    assert dialogen == []
    assert fouten == []
    # The other tests look at lists in which this title would come first.
    with werkplaats.database():
        beoordelen.archiveer(innovatie=stand.innovatie, reden="Alleen een proef.")
