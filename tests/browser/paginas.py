"""Every kind of page and state of the public site, for the tests that look at all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

BREEDTES = [320, 1280]
LANGE_VRAAG = "wonen " * 40
VIJF = [
    *("optimaal-leven", "samen-voor-herstel", "cvbp-drenthe"),
    *("meer-scharrelruimte", "gebiedsteams-utrecht"),
]
BESTAAND, GEWENST = "/innovaties/optimaal-leven/", "/innovaties/meer-scharrelruimte/"


def niets(_page: Page) -> None:
    """Leave the page as it was loaded."""


def open_filters(page: Page) -> None:
    """On a narrow screen the facets are behind a switch; on a wide one they always show."""
    if not page.locator("#facet-thema").is_visible():
        page.locator(".facetten__schakel").click()
    expect(page.locator("#facet-thema")).to_be_visible()


def open_alle_facetten(page: Page) -> None:
    open_filters(page)
    for blok in page.locator(".facet, .facet .uitklap").all():
        if blok.get_attribute("open") is None:
            blok.locator("> summary").click()


def kies_thema(page: Page) -> None:
    """An answer that htmx puts in the page."""
    open_filters(page)
    page.get_by_role("checkbox", name="Herstel", exact=False).first.check()
    expect(page.locator(".chip").first).to_be_visible()


def kies_om_te_vergelijken(page: Page) -> None:
    for vak in page.locator("[data-map]").all()[:2]:
        vak.check()
    expect(page.locator("[data-map-tekst]")).to_contain_text("In uw map (2)")


def open_elke_tweede_cel(page: Page) -> None:
    """Long texts of a comparison, that are folded on a narrow screen: half of them open."""
    vakken = "document.querySelectorAll('.vergelijk__vouw')"
    page.evaluate(f"{vakken}.forEach((vak, plek) => {{ vak.open = plek % 2 === 0; }})")


def typ_in_zoekvak(page: Page) -> None:
    page.get_by_role("combobox").first.press_sequentially("crisis")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")


def open_uitleg(page: Page) -> None:
    page.locator(".uitleg").first.focus()
    expect(page.locator(".uitleg__tekst").first).to_be_visible()


def vergelijk(*slugs: str) -> str:
    return "/vergelijk/?" + "&".join(f"i={slug}" for slug in slugs)


@dataclass(frozen=True)
class Toestand:
    """One page as a visitor may see it."""

    naam: str
    adres: str
    handeling: Callable[[Page], None] = niets
    status: int = 200
    als: str = ""
    """The state with the same template and other or more rows: judged for both, this only fits."""


TOESTANDEN = [
    Toestand("home", "/"),
    Toestand("lijst", "/innovaties/", als="lijst-facetten-open"),
    Toestand("lijst-met-vraag-en-chips", "/innovaties/?q=herstel&thema=herstel&soort=bestaand"),
    Toestand("lijst-facetten-open", "/innovaties/", open_alle_facetten),
    Toestand("lijst-na-een-klik", "/innovaties/?q=wijk", kies_thema),
    Toestand("lijst-met-keuze", "/innovaties/", kies_om_te_vergelijken),
    Toestand("lijst-niets-gevonden", "/innovaties/?q=zebra"),
    Toestand("lijst-niets-met-filters", "/innovaties/?q=lumpsum&thema=e-health"),
    Toestand("lijst-onbekend-filter", "/innovaties/?thema=onzin&q=herstel"),
    Toestand(
        "lijst-lange-vraag",
        f"/innovaties/?q={LANGE_VRAAG.replace(' ', '+')}",
        als="lijst-met-vraag-en-chips",
    ),
    Toestand("lijst-pagina-2", "/innovaties/?pagina=2", als="lijst-facetten-open"),
    Toestand("lijst-als-tabel", "/innovaties/?weergave=tabel"),
    Toestand("lijst-als-kaart", "/innovaties/?weergave=kaart"),
    Toestand("beschrijving-bestaand", BESTAAND),
    Toestand("beschrijving-gewenst", GEWENST),
    Toestand(
        "lang-woord", "/innovaties/herstelondersteuningsplan-hop/", als="beschrijving-bestaand"
    ),
    Toestand("kaartje-met-lang-woord", "/methodiek/hop/", als="methodiek"),
    Toestand("beschrijving-uitleg-open", BESTAAND, open_uitleg),
    Toestand("zoeken-zonder-woorden", "/zoeken/"),
    Toestand("zoeken", "/zoeken/?q=crisis+Alkmaar"),
    Toestand("zoeken-niets-daar", "/zoeken/?q=Zwolle+crisskaart"),
    Toestand("zoeken-stopwoorden", "/zoeken/?q=de"),
    Toestand("kop-met-suggesties", BESTAAND, typ_in_zoekvak),
    Toestand("home-met-suggesties", "/", typ_in_zoekvak),
    Toestand("zoeken-verslagen", "/zoeken/?q=financiering&soort=verslag"),
    Toestand("zoeken-niets-gevonden", "/zoeken/?q=zebra"),
    Toestand(
        "zoeken-nieuwsbrieven", "/zoeken/?q=loketten&soort=nieuwsbrief", als="zoeken-verslagen"
    ),
    Toestand("nieuwsbrieven", "/nieuwsbrieven/"),
    Toestand("nieuwsbrief", "/nieuwsbrieven/praten-wonen-en-minder-loketten/"),
    Toestand("nieuwsbrief-aanmelden", "/nieuwsbrieven/aanmelden/"),
    Toestand("zoeken-projecten", "/zoeken/?q=herstel&soort=project", als="zoeken-verslagen"),
    Toestand("programma", "/programma/"),
    Toestand("doe-mee", "/meedoen/"),
    Toestand("tranche-open", "/programma/tranches/samen-in-de-regio/"),
    Toestand("tranche-voorbij", "/programma/tranches/herstel-voorop/"),
    Toestand("meedoen", "/programma/tranches/samen-in-de-regio/meedoen/"),
    Toestand("meedoen-voorbij", "/programma/tranches/herstel-voorop/meedoen/"),
    Toestand("traject", "/programma/trajecten/samenwerken-in-de-regio/"),
    Toestand("wens-ook", "/wensen/meer-scharrelruimte/"),
    Toestand("inventarisatie", "/inventarisatie/inventarisatie-2015/"),
    Toestand("netwerk", "/netwerk/groningen/"),
    Toestand("netwerk-van-gemeenten", "/netwerk/groningen/?partij=gemeente"),
    Toestand("project", "/netwerk/project/groningen-leefstijl/"),
    Toestand("werkagenda", "/werkagenda/passend-zorgaanbod/"),
    Toestand("lessen", "/lessen/"),
    Toestand("les", "/lessen/begin-bij-de-client/"),
    Toestand("vergelijk-geen", "/vergelijk/"),
    Toestand("vergelijk-een", vergelijk(*VIJF[:1])),
    Toestand("vergelijk-twee", vergelijk(*VIJF[:2]), als="vergelijk-vijf"),
    Toestand("vergelijk-vier", vergelijk(*VIJF[:4]), als="vergelijk-vijf"),
    Toestand("vergelijk-vijf", vergelijk(*VIJF), open_elke_tweede_cel),
    Toestand("vergelijk-onbekend", vergelijk("onzin", VIJF[0])),
    Toestand("map-leeg", "/map/"),
    Toestand("map", "/map/?" + vergelijk("onzin", *VIJF).partition("?")[2]),
    Toestand("thema", "/thema/herstel/"),
    Toestand("provincie", "/regio/drenthe/"),
    Toestand("zorgregio", "/regio/zuid-limburg/", als="provincie"),
    Toestand("organisatie", "/organisatie/ggz-drenthe/"),
    Toestand("methodiek", "/methodiek/fact/"),
    Toestand("elementen", "/elementen/"),
    Toestand("elementen-per-thema", "/elementen/?per=thema", als="elementen"),
    Toestand("knelpunten", "/knelpunten/"),
    Toestand("organisaties", "/organisatie/"),
    Toestand("netwerken", "/netwerk/"),
    Toestand("element", "/element/een-plan/"),
    Toestand("in-gewone-taal", "/in-gewone-taal/"),
    Toestand("over", "/over/"),
    Toestand("toegankelijkheid", "/toegankelijkheid/"),
    Toestand("open-gegevens", "/open-gegevens/"),
    Toestand("privacy", "/privacy/"),
    Toestand("fout-404", "/innovaties/bestaat-niet/", status=404),
    Toestand("fout-400", "/innovaties/?q=%00", status=400),
]
