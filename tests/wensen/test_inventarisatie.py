"""Making, sending, reminding, closing and publishing an inventory; what came out of it."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving
from logboek.models import Logregel
from organisaties.keuzelijsten import Partijrol
from organisaties.models import Organisatie
from post.models import Bericht
from tests.cellen import cellen
from tests.maak import (
    maak_gebruiker,
    maak_inventarisatie,
    maak_organisatie,
    maak_regio,
    maak_thema,
    maak_uitvraag,
    over,
)
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from wensen import links
from wensen.actions import inventarisatie as acties
from wensen.actions import vragenlijst
from wensen.actions.vragenlijst import zonder_antwoorden
from wensen.lezen.inventarisatie import loopt, lopend
from wensen.lezen.ontvangers import lees_cellen
from wensen.lezen.tegenspraak import tegenspraak
from wensen.lezen.uitkomst import KLEINE_GROEPEN, Uitkomst, lees
from wensen.models import Antwoordregel, Gebied, Inventarisatie, Uitvraag
from wensen.uitvoer.antwoordtabel import als_xlsx
from werkplek.bewerken import kenmerk

pytestmark = pytest.mark.django_db


@pytest.fixture
def projectleider() -> Gebruiker:
    return maak_gebruiker(rollen=["projectleider"])


def antwoord(uitvraag: Uitvraag, gebied: int = 0, **teksten: str) -> Antwoordregel:
    gebieden = uitvraag.inventarisatie.gebieden.all()
    return Antwoordregel.objects.create(uitvraag=uitvraag, gebied=gebieden[gebied], **teksten)


def uitkomst(inventarisatie: Inventarisatie, *, openbaar: bool) -> Uitkomst:
    uitvragen = inventarisatie.uitvragen.select_related("organisatie", "regio")
    return lees(inventarisatie, uitvragen, openbaar=openbaar)


def grafiek(gelezen: Uitkomst, sleutel: str) -> dict[str, list[str]]:
    rijen = next(g.rijen for g in gelezen.grafieken if g.sleutel == sleutel)
    return {rij.label: [str(staaf) for staaf in rij.staven] for rij in rijen}


def test_een_nieuwe_vraagt_naar_de_themas_en_de_interne_organisatie(
    projectleider: Gebruiker,
) -> None:
    maak_thema("wonen", volgorde=2)
    maak_thema("herstel", volgorde=1)
    vandaag = timezone.localdate()

    eerste, tweede = (
        acties.begin(titel="Wat is er?", begin=vandaag, einde=vandaag, door=projectleider)
        for _ in range(2)
    )

    namen = [gebied.naam for gebied in eerste.gebieden.all()]
    assert namen == ["Herstel", "Wonen", "Interne organisatie"]
    assert eerste.slug == "wat-is-er"
    assert tweede.slug == "wat-is-er-2"


def test_alleen_de_projectleider_maakt_en_verstuurt() -> None:
    kennismakelaar, inventarisatie = maak_gebruiker(rollen=["kennismakelaar"]), maak_uitvraag()

    with pytest.raises(Verboden):
        acties.begin(
            titel="X",
            begin=timezone.localdate(),
            einde=timezone.localdate(),
            door=kennismakelaar,
        )
    with pytest.raises(Verboden):
        acties.verstuur(inventarisatie=inventarisatie.inventarisatie, door=kennismakelaar)


def test_na_het_versturen_staan_de_gebieden_vast(projectleider: Gebruiker) -> None:
    inventarisatie = maak_inventarisatie()

    with pytest.raises(RuleViolation, match="al verstuurd"):
        acties.bewerk(
            inventarisatie=inventarisatie,
            waarden={"titel": "Anders"},
            gebieden=[Gebied(naam="Nieuw")],
            kenmerk=kenmerk(inventarisatie, acties.INHOUD),
            door=projectleider,
        )

    inventarisatie.refresh_from_db()
    assert inventarisatie.titel != "Anders"
    assert inventarisatie.gebieden.count() == 2


def test_wie_een_oude_stand_bewerkt_overschrijft_niets(projectleider: Gebruiker) -> None:
    inventarisatie = maak_inventarisatie(geopend_op=None)
    gelezen = kenmerk(inventarisatie, acties.INHOUD)
    Inventarisatie.objects.update(titel="Van een collega")

    with pytest.raises(RuleViolation, match="ondertussen"):
        acties.bewerk(
            inventarisatie=inventarisatie,
            waarden={"titel": "Van mij"},
            gebieden=None,
            kenmerk=gelezen,
            door=projectleider,
        )

    assert Inventarisatie.objects.get().titel == "Van een collega"


def test_een_ander_gebied_is_een_andere_stand() -> None:
    inventarisatie = maak_inventarisatie(geopend_op=None)
    eerst = kenmerk(inventarisatie, acties.INHOUD)

    inventarisatie.gebieden.filter(volgorde=0).update(uitleg="Van een collega")

    assert kenmerk(inventarisatie, acties.INHOUD) != eerst


def test_ontvangers_staan_op_regels(projectleider: Gebruiker) -> None:
    inventarisatie = maak_inventarisatie(geopend_op=None)
    drenthe, groningen = maak_regio("drenthe"), maak_regio("groningen")
    een, meer = maak_organisatie("Lentis"), maak_organisatie("Cosis")
    een.regios.add(drenthe)
    meer.regios.add(drenthe, groningen)

    aantal = acties.voeg_ontvangers_toe(
        inventarisatie=inventarisatie,
        tekst="lentis ;  Info@Lentis.example \n\nCosis; a@cosis.example; Groningen\n",
        nieuw={},
        door=projectleider,
    )

    rijen = inventarisatie.uitvragen.values_list("organisatie", "email", "regio", "verstuurd_op")
    assert aantal == 2
    assert list(rijen) == [
        (een.pk, "info@lentis.example", drenthe.pk, None),
        (meer.pk, "a@cosis.example", groningen.pk, None),
    ]


@pytest.mark.parametrize(
    "regels",
    [
        "Organisatie\tE-mailadres\tRegio\nLentis\ta@lentis.example\tDrenthe\t\n",
        "Organisatie,E-mail,Regio\nLentis,a@lentis.example,Drenthe\n",
        '"Lentis";"a@lentis.example";"Drenthe"',
        "Lentis; a@lentis.example; drenthe;;",
    ],
)
def test_ontvangers_komen_ook_uit_excel(projectleider: Gebruiker, regels: str) -> None:
    inventarisatie = maak_inventarisatie(geopend_op=None)
    drenthe, lentis = maak_regio("drenthe"), maak_organisatie("Lentis")

    acties.voeg_ontvangers_toe(
        inventarisatie=inventarisatie, tekst=regels, nieuw={}, door=projectleider
    )

    ontvanger = inventarisatie.uitvragen.get()
    assert (ontvanger.organisatie, ontvanger.email) == (lentis, "a@lentis.example")
    assert ontvanger.regio == drenthe


@pytest.mark.parametrize("regel", ["Stichting X; mail volgt", "Maildienst; nog geen mailadres"])
def test_een_eerste_regel_zonder_adres_is_geen_kop(projectleider: Gebruiker, regel: str) -> None:
    inventarisatie = maak_inventarisatie(geopend_op=None)
    maak_organisatie("Lentis")

    with pytest.raises(acties.OntvangersNietGoed) as fout:
        acties.voeg_ontvangers_toe(
            inventarisatie=inventarisatie,
            tekst=f"{regel}\nLentis; a@lentis.example",
            nieuw={},
            door=projectleider,
        )

    (reden,) = fout.value.gelezen.fouten
    assert reden.startswith("Regel 1: ")
    assert not inventarisatie.uitvragen.exists()


def test_een_naam_houdt_zijn_komma() -> None:
    assert lees_cellen("Zorg, Wonen en Meer, a@zorg.example, Drenthe") == [
        "Zorg, Wonen en Meer",
        "a@zorg.example",
        "Drenthe",
    ]


def test_elke_foute_regel_wordt_genoemd_en_niets_bewaard(projectleider: Gebruiker) -> None:
    inventarisatie = maak_inventarisatie()
    er_al = maak_uitvraag(inventarisatie, email="er@al.example").organisatie
    maak_organisatie("Lentis")
    maak_organisatie("Cosis")
    maak_organisatie("Iriszorg")
    regels = [
        "Lentis; goed@lentis.example",
        "Lentis; tweede@lentis.example",
        f"{er_al}; nieuw@adres.example",
        "Cosis; geen-adres",
        "Cosis zonder adres",
        "Cosis; GOED@lentis.example",
        "Iriszorg; ER@AL.example",
        "Iriszorg; iris@zorg.example; Atlantis",
        "x" * 200_000,
    ]

    with pytest.raises(acties.OntvangersNietGoed) as fout:
        acties.voeg_ontvangers_toe(
            inventarisatie=inventarisatie, tekst="\n".join(regels), nieuw={}, door=projectleider
        )

    fouten = fout.value.gelezen.fouten
    verwacht = [
        "Regel 2: ‘Lentis’ staat ook op regel 1",
        f"Regel 3: ‘{er_al}’ staat al in de lijst",
        "Regel 4: ‘geen-adres’ is geen geldig e-mailadres",
        "Regel 5: ‘Cosis zonder adres’ is geen ‘organisatie; adres’",
        "Regel 6: ‘goed@lentis.example’ staat ook op regel 1",
        f"Regel 7: ‘er@al.example’ gebruikt u al voor {er_al}",
        "Regel 8: de regio ‘Atlantis’ kennen wij niet",
        f"Regel 9: ‘{'x' * 80}’ is geen ‘organisatie; adres’",
    ]
    assert len(fouten) == len(verwacht)
    assert all(een.startswith(hoe) for een, hoe in zip(fouten, verwacht, strict=True))
    assert inventarisatie.uitvragen.count() == 1


def test_een_onbekende_organisatie_wordt_pas_gemaakt_als_u_dat_kiest(
    projectleider: Gebruiker,
) -> None:
    inventarisatie = maak_inventarisatie(geopend_op=None)
    maak_organisatie("Lentis")
    tekst = "Lentis; a@lentis.example\nDe Nieuwe; a@nieuwe.example"

    def voeg_toe(nieuw: dict[str, str]) -> None:
        acties.voeg_ontvangers_toe(
            inventarisatie=inventarisatie, tekst=tekst, nieuw=nieuw, door=projectleider
        )

    with pytest.raises(acties.OntvangersNietGoed) as fout:
        voeg_toe({})
    toen = (inventarisatie.uitvragen.count(), Organisatie.objects.count())
    voeg_toe({"De Nieuwe": Partijrol.RIBW})

    assert fout.value.gelezen.onbekend == ["De Nieuwe"]
    assert toen == (0, 1)
    assert inventarisatie.uitvragen.count() == 2
    assert Organisatie.objects.get(naam="De Nieuwe").soort == Partijrol.RIBW


def test_wie_al_iets_invulde_gaat_niet_meer_weg(projectleider: Gebruiker) -> None:
    inventarisatie = maak_inventarisatie()
    leeg, begonnen = maak_uitvraag(inventarisatie), maak_uitvraag(inventarisatie)
    Uitvraag.objects.filter(pk=begonnen.pk).update(begonnen_op=timezone.now())

    acties.haal_ontvanger_weg(inventarisatie=inventarisatie, nummer=leeg.pk, door=projectleider)
    with pytest.raises(RuleViolation, match="vulde al iets in"):
        acties.haal_ontvanger_weg(
            inventarisatie=inventarisatie, nummer=begonnen.pk, door=projectleider
        )

    assert list(inventarisatie.uitvragen.all()) == [begonnen]


def test_ieder_krijgt_een_mail_met_de_eigen_link(projectleider: Gebruiker) -> None:
    inventarisatie = maak_inventarisatie(geopend_op=None, inleiding="Vertel ons wat u doet.")
    uitvragen = [maak_uitvraag(inventarisatie, verstuurd_op=None) for _ in range(2)]

    acties.verstuur(inventarisatie=inventarisatie, door=projectleider)
    laat = maak_uitvraag(inventarisatie, verstuurd_op=None)
    acties.verstuur(inventarisatie=inventarisatie, door=projectleider)

    mails = dict(Bericht.objects.values_list("aan", "tekst"))
    assert mails.keys() == {uitvraag.email for uitvraag in (*uitvragen, laat)}
    assert all(links.vragenlijst(uitvraag) in mails[uitvraag.email] for uitvraag in uitvragen)
    assert "Vertel ons wat u doet." in mails[laat.email]
    inventarisatie.refresh_from_db()
    assert inventarisatie.geopend_door == projectleider
    stappen = Logregel.objects.over(inventarisatie).values_list("wat", "toelichting")
    assert list(stappen) == [("vragenlijst-verstuurd", "1"), ("vragenlijst-verstuurd", "2")]


def test_zonder_ontvangers_gebieden_of_tijd_gaat_er_niets_uit(projectleider: Gebruiker) -> None:
    zonder_wie = maak_inventarisatie(geopend_op=None)
    zonder_wat = maak_inventarisatie(geopend_op=None, gebieden=())
    te_laat = maak_inventarisatie(geopend_op=None, einde=timezone.localdate() - timedelta(days=1))
    for inventarisatie in (zonder_wat, te_laat):
        maak_uitvraag(inventarisatie, verstuurd_op=None)

    for inventarisatie, reden in (
        (zonder_wie, "Voeg eerst ontvangers toe"),
        (zonder_wat, "Voeg eerst een gebied toe"),
        (te_laat, "Invullen kan niet meer"),
    ):
        with pytest.raises(RuleViolation, match=reden):
            acties.verstuur(inventarisatie=inventarisatie, door=projectleider)

    assert not Bericht.objects.exists()


def test_wie_niet_inleverde_krijgt_hoogstens_twee_herinneringen(projectleider: Gebruiker) -> None:
    inventarisatie = maak_inventarisatie()
    wacht = maak_uitvraag(inventarisatie, verstuurd_op=over(-8))
    maak_uitvraag(inventarisatie, verstuurd_op=over(-6))
    maak_uitvraag(inventarisatie, verstuurd_op=over(-8), ingediend_op=timezone.now())
    maak_uitvraag(inventarisatie, verstuurd_op=over(-8), herinneringen=2)

    aantal = acties.herinner(inventarisatie=inventarisatie, door=projectleider)
    with pytest.raises(RuleViolation, match="hoogstens twee"):
        acties.herinner(inventarisatie=inventarisatie, door=projectleider)

    assert aantal == 1
    assert [bericht.aan for bericht in Bericht.objects.all()] == [wacht.email]
    wacht.refresh_from_db()
    assert wacht.herinneringen == 1


@pytest.mark.parametrize(("dagen", "aantal"), [(6, 0), (7, 1), (8, 1)])
def test_een_week_na_de_vorige_mail_kan_een_herinnering_weer(
    projectleider: Gebruiker, dagen: int, aantal: int
) -> None:
    uitvraag = maak_uitvraag(verstuurd_op=over(-dagen))

    with suppress(RuleViolation):
        acties.herinner(inventarisatie=uitvraag.inventarisatie, door=projectleider)

    assert Bericht.objects.count() == aantal


@pytest.mark.parametrize(
    ("nog_dagen", "laatste_mail", "verwacht"),
    [(8, -20, 0), (7, -20, 1), (0, -20, 1), (-1, -20, 0), (3, -7, 1), (3, -6, 0), (0, -7, 0)],
)
def test_in_de_laatste_week_gaat_vanzelf_een_herinnering_uit(
    nog_dagen: int, laatste_mail: int, verwacht: int
) -> None:
    einde = timezone.localdate() + timedelta(days=nog_dagen)
    inventarisatie = maak_inventarisatie(begin=einde - timedelta(days=60), einde=einde)
    maak_uitvraag(inventarisatie, verstuurd_op=over(laatste_mail))

    acties.herinner_vanzelf(timezone.now())
    acties.herinner_vanzelf(timezone.now())

    assert Bericht.objects.count() == verwacht


def test_sluiten_kan_ook_op_de_eerste_dag(projectleider: Gebruiker) -> None:
    inventarisatie = maak_inventarisatie(begin=timezone.localdate())

    with pytest.raises(RuleViolation, match="nog niet gesloten"):
        acties.publiceer(inventarisatie=inventarisatie, door=projectleider)
    acties.sluit(inventarisatie=inventarisatie, door=projectleider)
    acties.publiceer(inventarisatie=inventarisatie, door=projectleider)

    inventarisatie.refresh_from_db()
    assert inventarisatie.begin == inventarisatie.einde == timezone.localdate()
    assert inventarisatie.gepubliceerd_door == projectleider
    assert Wegwijzer.objects.get().soort == Wegwijzersoort.INVENTARISATIE


def test_wie_sluit_kan_met_een_latere_einddatum_weer_openen(projectleider: Gebruiker) -> None:
    inventarisatie, vandaag = maak_inventarisatie(), timezone.localdate()
    uitvraag = maak_uitvraag(inventarisatie)
    assert list(lopend(vandaag)) == [inventarisatie]
    acties.sluit(inventarisatie=inventarisatie, door=projectleider)
    inventarisatie.refresh_from_db()

    def zet(einde: date) -> bool:
        acties.bewerk(
            inventarisatie=inventarisatie,
            waarden={"einde": einde},
            gebieden=None,
            kenmerk=kenmerk(inventarisatie, acties.INHOUD),
            door=projectleider,
        )
        inventarisatie.refresh_from_db()
        # Where those that run are listed it is no other than where it is asked of one.
        assert list(lopend(vandaag)) == [inventarisatie] * loopt(inventarisatie, vandaag)
        return loopt(inventarisatie, vandaag)

    assert not loopt(inventarisatie, vandaag)
    assert not lopend(vandaag).exists()
    with pytest.raises(RuleViolation, match="voorbij"):
        vragenlijst.bewaar(uitvraag=uitvraag, waarden={}, kenmerken={})
    assert not zet(vandaag)
    assert zet(vandaag + timedelta(days=1))


def test_zonder_inleiding_gaat_er_geen_vragenlijst_weg(projectleider: Gebruiker) -> None:
    inventarisatie = maak_inventarisatie(inleiding=" ")
    maak_uitvraag(inventarisatie, verstuurd_op=None)

    with pytest.raises(RuleViolation, match="eerst de inleiding"):
        acties.verstuur(inventarisatie=inventarisatie, door=projectleider)

    assert not Bericht.objects.exists()


def test_alleen_een_concept_kan_weg(projectleider: Gebruiker) -> None:
    concept, verstuurd = maak_inventarisatie(geopend_op=None), maak_inventarisatie()

    acties.verwijder(inventarisatie=concept, door=projectleider)
    with pytest.raises(RuleViolation, match="Alleen een concept"):
        acties.verwijder(inventarisatie=verstuurd, door=projectleider)

    assert list(Inventarisatie.objects.all()) == [verstuurd]


def test_alleen_wat_is_ingeleverd_telt_mee() -> None:
    inventarisatie, nu = maak_inventarisatie(), timezone.now()
    in_ = {"ingediend_op": nu, "begonnen_op": nu}
    een = maak_uitvraag(inventarisatie, steun=["coach", "anders"], inzet=["geld"], **in_)
    twee = maak_uitvraag(inventarisatie, steun=["coach"], **in_)
    bezig = maak_uitvraag(inventarisatie, steun=["coach"], begonnen_op=nu)
    maak_uitvraag(inventarisatie)
    maak_uitvraag(inventarisatie, verstuurd_op=None)
    antwoord(een, bestaand="Een herstelacademie.", gewenst="Meer.")
    antwoord(twee, gewenst="Een inloop.")
    antwoord(bezig, gewenst="Telt nog niet.")

    gelezen = uitkomst(inventarisatie, openbaar=False)

    assert (gelezen.gevraagd, gelezen.ingeleverd, gelezen.begonnen) == (4, 2, 1)
    assert str(gelezen.respons) == "2 van 4 (50%)"
    assert grafiek(gelezen, "gebieden") == {
        "Herstel": ["1 van 2 (50%)", "2 van 2 (100%)"],
        "Wonen": ["0 van 2 (0%)", "0 van 2 (0%)"],
    }
    assert grafiek(gelezen, "steun")["Een coach bij het invoeren"] == ["2 van 2 (100%)"]
    assert grafiek(gelezen, "inzet")["Een financiële bijdrage"] == ["1 van 2 (50%)"]
    assert [a.gewenst for a in gelezen.antwoorden[0].antwoorden] == ["Meer.", "Een inloop."]


def test_een_bezoeker_ziet_geen_kleine_groepen() -> None:
    inventarisatie, nu = maak_inventarisatie(), timezone.now()
    for slug, aantal in (("drenthe", 5), ("groningen", 3), ("zeeland", 1)):
        for _ in range(aantal):
            maak_uitvraag(inventarisatie, regio=maak_regio(slug), ingediend_op=nu)

    open_ = grafiek(uitkomst(inventarisatie, openbaar=True), "regio")
    binnen = grafiek(uitkomst(inventarisatie, openbaar=False), "regio")

    # One region apart would be the difference with the total, so another goes along.
    assert open_ == {"Drenthe": ["5 van 5 (100%)"], KLEINE_GROEPEN: ["4 van 4 (100%)"]}
    assert binnen.keys() == {"Drenthe", "Groningen", "Zeeland"}


def test_met_te_weinig_antwoorden_ziet_een_bezoeker_geen_inhoud() -> None:
    inventarisatie = maak_inventarisatie()
    for _ in range(2):
        uitvraag = maak_uitvraag(inventarisatie, ingediend_op=timezone.now())
        antwoord(uitvraag, bestaand="Herkenbaar.")

    gelezen = uitkomst(inventarisatie, openbaar=True)

    assert gelezen.grafieken == []
    assert gelezen.antwoorden == []


def test_het_bestand_heeft_alle_antwoorden_en_geen_formules() -> None:
    uitvraag = maak_uitvraag(steun=["coach"], opmerking="@SOM(A1)")
    antwoord(uitvraag, bestaand="=cmd|' /C calc'!A0", gewenst="Gewoon.")

    inhoud = als_xlsx(uitvraag.inventarisatie)

    wie = [uitvraag.organisatie.naam, "Overig", None, "Nee"]
    steun = "Een coach bij het invoeren"
    assert cellen(inhoud)[1:] == [[*wie, "Herstel", "'=cmd|' /C calc'!A0", "Gewoon."]]
    assert cellen(inhoud, 2)[1:] == [[*wie, steun, None, None, "'@SOM(A1)"]]


def test_van_een_antwoord_komt_een_keer_een_wens() -> None:
    kennismakelaar = maak_gebruiker(rollen=["kennismakelaar"])
    uitvraag = maak_uitvraag(regio=maak_regio())
    gebied = uitvraag.inventarisatie.gebieden.all()[0]
    gebied.thema = maak_thema()
    gebied.save()
    tekst = "Een plek waar mensen elkaar treffen, zonder indicatie, ook in het weekend en samen."
    regel = antwoord(uitvraag, gewenst=f"{tekst}\n{'Veel meer woorden. ' * 40}")

    innovatie = acties.maak_innovatie(antwoord=regel, wordt=Soort.GEWENST, door=kennismakelaar)
    with pytest.raises(RuleViolation, match="al een concept gemaakt"):
        acties.maak_innovatie(antwoord=regel, wordt=Soort.GEWENST, door=kennismakelaar)

    versie = Beschrijving.objects.get()
    assert versie.titel == (
        "Een plek waar mensen elkaar treffen, zonder indicatie, ook in het weekend en…"
    )
    assert versie.kern.startswith(tekst)
    assert len(versie.kern) <= 500
    assert versie.soort == Soort.GEWENST
    assert list(versie.themas.all()) == [gebied.thema]
    assert list(versie.regios.all()) == [uitvraag.regio]
    assert innovatie.organisatie == uitvraag.organisatie
    assert innovatie.kennismakelaar == kennismakelaar
    regel.refresh_from_db()
    assert (regel.wens, regel.innovatie) == (innovatie, None)
    assert Logregel.objects.over(uitvraag.inventarisatie).get().wat == "antwoord-wens"


def test_van_wat_er_is_komt_een_conceptbeschrijving(projectleider: Gebruiker) -> None:
    regel = antwoord(maak_uitvraag(), bestaand="Buurtbed")

    innovatie = acties.maak_innovatie(antwoord=regel, wordt=Soort.BESTAAND, door=projectleider)
    with pytest.raises(RuleViolation, match="vulde de organisatie niets in"):
        acties.maak_innovatie(antwoord=regel, wordt=Soort.GEWENST, door=projectleider)

    assert innovatie.slug == "buurtbed"
    assert innovatie.kennismakelaar is None
    assert Beschrijving.objects.get().soort == Soort.BESTAAND


def test_een_coach_maakt_geen_wensen() -> None:
    regel = antwoord(maak_uitvraag(), gewenst="Een inloop.")

    with pytest.raises(Verboden):
        acties.maak_innovatie(
            antwoord=regel, wordt=Soort.GEWENST, door=maak_gebruiker(rollen=["coach"])
        )


def test_een_eigen_vraag_heeft_een_antwoord_en_telt_niet_als_gebied(
    projectleider: Gebruiker,
) -> None:
    uitvraag = maak_uitvraag(ingediend_op=timezone.now())
    inventarisatie = uitvraag.inventarisatie
    vraag = inventarisatie.gebieden.create(naam="Hoeveel plekken?", soort="vraag", volgorde=9)
    namen = zonder_antwoorden(inventarisatie)
    regel = Antwoordregel.objects.create(uitvraag=uitvraag, gebied=vraag, bestaand="Twaalf")

    gelezen = uitkomst(inventarisatie, openbaar=False)
    (rij,) = (rij for rij in cellen(als_xlsx(inventarisatie)) if "Twaalf" in rij)

    assert f"bestaand-{vraag.pk}" in namen
    assert f"gewenst-{vraag.pk}" not in namen
    assert "Hoeveel plekken?" not in grafiek(gelezen, "gebieden")
    assert gelezen.antwoorden[-1].antwoorden[0].bestaand == "Twaalf"
    assert rij[4:] == ["Hoeveel plekken?", None, None, "Twaalf"]
    with pytest.raises(RuleViolation, match="eigen vraag"):
        acties.maak_innovatie(antwoord=regel, wordt=Soort.BESTAAND, door=projectleider)


@pytest.mark.parametrize(
    ("anders", "vraag"),
    [
        ({"inzet": ["geen", "geld"]}, "‘Nu niets’, en ook ‘Een financiële bijdrage’"),
        ({"steun": ["anders"]}, "‘Iets anders’. Wat bedoelt u?"),
        ({"steun_anders": "Geld"}, "koos ‘Iets anders’ niet"),
        ({"bestaand-%s": "Een team.", "gewenst-%s": "Een team."}, "twee keer hetzelfde"),
    ],
)
def test_wat_elkaar_tegenspreekt_wordt_teruggevraagd(anders: dict[str, Any], vraag: str) -> None:
    inventarisatie = maak_inventarisatie()
    gebieden = list(inventarisatie.gebieden.all())
    leeg = zonder_antwoorden(inventarisatie)
    ingevuld = {naam.replace("%s", str(gebieden[0].pk)): wat for naam, wat in anders.items()}

    (gevraagd,) = tegenspraak({**leeg, **ingevuld}, gebieden)

    assert vraag in gevraagd
    assert not list(tegenspraak(leeg, gebieden))
