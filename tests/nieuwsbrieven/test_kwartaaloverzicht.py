"""The digest of a quarter."""

import pytest

from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from nieuwsbrieven.actions.kwartaaloverzicht import maak_overzicht
from nieuwsbrieven.keuzelijsten import Bloksoort, Editiesoort, Editiestatus
from nieuwsbrieven.models import Editie
from tests.maak import (
    maak_blok,
    maak_editie,
    maak_gepubliceerd,
    maak_masterclass,
    maak_regio,
    maak_thema,
    om_tien,
    over,
)
from tests.nieuwsbrieven.opstellen import titels

pytestmark = pytest.mark.django_db


def test_het_overzicht_heeft_alles_een_keer_en_niets_dat_voorbij_is(redacteur: Gebruiker) -> None:
    komt, voorbij = maak_masterclass(titel="Komt"), maak_masterclass(begin=om_tien(-3))
    weg = maak_gepubliceerd()
    Beschrijving.objects.filter(pk=weg.pk).update(status=Status.GEARCHIVEERD)
    thema, regio = maak_thema("wonen"), maak_regio()
    te_oud, eerst, laatst = (
        maak_editie(blokken=0, status=Editiestatus.VERZONDEN, begonnen_op=over(dagen))
        for dagen in (-120, -40, -5)
    )
    maak_blok(te_oud, titel="Te oud")
    maak_blok(maak_editie(blokken=0), titel="Nog niet verzonden")
    for bron, titel in ((eerst, "Eerste woorden"), (laatst, "Laatste woorden")):
        maak_blok(bron, soort=Bloksoort.NIEUW, titel=titel, adres="/innovaties/x/", themas=[thema])
        maak_blok(bron, titel="Eigen", regios=[regio], rollen=["bestuurder"])
    maak_blok(eerst, soort=Bloksoort.MASTERCLASS, titel="Oude dag", adres=komt.get_absolute_url())
    maak_blok(eerst, soort=Bloksoort.MASTERCLASS, titel="Voorbij", adres=voorbij.get_absolute_url())
    maak_blok(
        eerst,
        soort=Bloksoort.NIEUW,
        titel="Gearchiveerd",
        adres=weg.get_absolute_url(),
        innovatie=weg.innovatie,
    )

    editie = maak_overzicht(door=redacteur)

    assert editie.soort == Editiesoort.OVERZICHT
    assert titels(editie) == ["Laatste woorden", "Komt", "Eigen"]
    nieuw, _, eigen = editie.blokken.all()
    assert list(nieuw.themas.all()) == [thema]
    assert (list(eigen.regios.all()), eigen.alle_regios) == ([regio], False)
    assert eigen.rollen == ["bestuurder"]
    assert titels(laatst) == ["Laatste woorden", "Eigen"]


def test_een_tweede_overzicht_begint_waar_het_vorige_ophield(redacteur: Gebruiker) -> None:
    vorige = maak_editie(
        blokken=0,
        soort=Editiesoort.OVERZICHT,
        status=Editiestatus.VERZONDEN,
        begonnen_op=over(-10),
    )
    Editie.objects.filter(pk=vorige.pk).update(gemaakt_op=over(-20))
    for dagen, titel in ((-25, "In het vorige"), (-15, "Terwijl het klaarstond"), (-5, "Nieuw")):
        bron = maak_editie(blokken=0, status=Editiestatus.VERZONDEN, begonnen_op=over(dagen))
        maak_blok(bron, titel=titel)

    een, twee = (maak_overzicht(door=redacteur) for _ in range(2))

    assert een == twee
    assert titels(een) == ["Terwijl het klaarstond", "Nieuw"]
