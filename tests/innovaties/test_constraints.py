"""Every constraint of the format holds in the database itself."""

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from innovaties.models import (
    Beschrijving,
    Bron,
    Cijfer,
    ElementRegel,
    Innovatie,
    Knelpunt,
    Materiaal,
    Partij,
    Succesfactor,
    ToepassingElders,
)
from innovaties.models.beschrijving import RIJK
from organisaties.models import Organisatie, Regio
from tests.maak import (
    maak_beschrijving,
    maak_element,
    maak_gebruiker,
    maak_organisatie,
    maak_thema,
    maak_trefwoord,
)

pytestmark = pytest.mark.django_db

ONGELDIG: list[tuple[str, dict[str, Any]]] = [
    ("beschrijving_gepubliceerd_volledig", {"gepubliceerd_op": "2026-01-01T09:00Z"}),
    ("beschrijving_zichtbaar_is_gepubliceerd", {"status": "gepubliceerd"}),
    ("beschrijving_titel_gevuld", {"titel": ""}),
    ("beschrijving_stopreden_alleen_bij_gestopt", {"fase": "pilot", "stopreden": "regels"}),
    ("beschrijving_einde_na_start", {"start": "2017-06", "einde": "2017-05"}),
    ("beschrijving_geen_ervaring_staat_alleen", {"ervaring": ["geen", "besturen"]}),
    ("beschrijving_cijfer_of_onbekend", {"kosten_per_jaar": 5, "cijfers_onbekend": ["kosten"]}),
    ("beschrijving_cijfer_of_onbekend", {"uren_per_week": 5, "cijfers_onbekend": ["uren"]}),
    ("beschrijving_cijfer_of_onbekend", {"bereik": 5, "cijfers_onbekend": ["bereik"]}),
    ("beschrijving_contact_openbaar_met_toestemming", {"contact_zichtbaarheid": "openbaar"}),
    ("beschrijving_gezochte_partners_alleen_gewenst", {"gezochte_partners": ["gemeente"]}),
    *[
        (f"beschrijving_{veld}_in_lijst", {veld: "verzonnen"})
        for veld in ("status", "soort", "schaal", "fase", "onderbouwing", "erkenning")
    ],
    ("beschrijving_stopreden_in_lijst", {"fase": "gestopt", "stopreden": "zin"}),
    ("beschrijving_contact_zichtbaarheid_in_lijst", {"contact_zichtbaarheid": "altijd"}),
    *[
        (f"beschrijving_{veld}_in_lijst", {veld: ["verzonnen"]})
        for veld in (
            *("niveaus", "wetten", "richtpunten", "ervaring", "ervaring_beloning"),
            *("randvoorwaarden", "financiering", "cijfers_onbekend"),
        )
    ],
    (
        "beschrijving_gezochte_partners_in_lijst",
        {"soort": "gewenst", "gezochte_partners": ["verzonnen"]},
    ),
    *[
        (f"beschrijving_{veld}_deeldatum", {veld: "voorjaar"})
        for veld in ("start", "einde", "fase_peildatum", "peildatum", "brondatum")
    ],
    *[
        (f"beschrijving_{veld}_lengte", {"soort": "gewenst", veld: f"<p>{'a' * (maximum + 1)}</p>"})
        for veld, maximum in RIJK.items()
    ],
]


@pytest.mark.parametrize(("naam", "velden"), ONGELDIG, ids=[naam for naam, _ in ONGELDIG])
def test_database_weigert_een_ongeldige_beschrijving(naam: str, velden: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=naam):
        maak_beschrijving(**velden)


def test_database_weigert_een_zichtbaar_verhaal_zonder_toestemming() -> None:
    beschrijving = maak_beschrijving(praktijkverhaal="<p>Ik doe weer mee.</p>")

    with pytest.raises(IntegrityError, match="verhaal_met_toestemming"):
        Beschrijving.objects.filter(pk=beschrijving.pk).update(
            status="gepubliceerd",
            gepubliceerd_op="2026-01-01T09:00Z",
            gepubliceerd_door=maak_gebruiker(),
        )


def test_database_weigert_twee_versies_met_een_nummer() -> None:
    eerste = maak_beschrijving()

    with pytest.raises(IntegrityError, match="versie_uniek"):
        maak_beschrijving(innovatie=eerste.innovatie)


def test_rijke_tekst_telt_wat_een_lezer_ziet() -> None:
    tekst = f"<p><strong>{'a' * RIJK['naasten']}</strong></p>"

    assert maak_beschrijving(naasten=tekst).naasten == tekst


def _regels() -> list[tuple[str, models.Model]]:
    beschrijving, organisatie, element = maak_beschrijving(), maak_organisatie(), maak_element()
    Partij.objects.create(beschrijving=beschrijving, organisatie=organisatie, rol="gemeente")
    ElementRegel.objects.create(beschrijving=beschrijving, element=element)
    elders = {"beschrijving": beschrijving, "organisatie": organisatie}
    cijfer = {"beschrijving": beschrijving, "indicator": "Mensen in zorg"}
    return [
        ("partij_eenmaal_per_rol", Partij(**elders, rol="gemeente")),
        ("partij_rol_in_lijst", Partij(**elders, rol="baas")),
        ("element_eenmaal", ElementRegel(beschrijving=beschrijving, element=element)),
        (
            "hoogstens_acht",
            ElementRegel(beschrijving=beschrijving, element=maak_element("acht"), volgorde=8),
        ),
        ("cijfer_soort_in_lijst", Cijfer(**cijfer, soort="verzonnen")),
        ("cijfer_datum_deeldatum", Cijfer(**cijfer, soort="doel", datum="morgen")),
        ("cijfer_effect_met_n_en_hoe", Cijfer(**cijfer, soort="effect-gemeten", n=40)),
        ("cijfer_effect_met_n_en_hoe", Cijfer(**cijfer, soort="effect-gemeten", hoe="Vragen")),
        ("elders_stand_in_lijst", ToepassingElders(**elders, stand="misschien")),
        ("elders_jaar_denkbaar", ToepassingElders(**elders, stand="draait", jaar=21)),
        ("elders_genoemd_denkbaar", ToepassingElders(**elders, stand="doet-mee", genoemd=21)),
        ("bestand_of_url", Materiaal(beschrijving=beschrijving, titel="Folder")),
        (
            "bestand_of_url",
            Materiaal(
                beschrijving=beschrijving, titel="F", url="https://example.nl", bestand="a.pdf"
            ),
        ),
    ]


def test_database_weigert_ongeldige_regels() -> None:
    for naam, regel in _regels():
        with pytest.raises(IntegrityError, match=naam), transaction.atomic():
            regel.save()


def test_database_weigert_een_thema_of_trefwoord_tweemaal() -> None:
    beschrijving = maak_beschrijving(themas=[maak_thema()], trefwoorden=["wijk"])

    for door, tag in [
        (beschrijving.bij_themas, maak_thema()),
        (beschrijving.bij_trefwoorden, maak_trefwoord("wijk")),
    ]:
        with pytest.raises(IntegrityError, match="eenmaal_per_beschrijving"), transaction.atomic():
            door.create(tag=tag)


def test_database_weigert_een_onbekende_soort_regio() -> None:
    with pytest.raises(IntegrityError, match="regio_soort_in_lijst"):
        Regio.objects.create(slug="x", naam="X", soort="land")


def test_database_weigert_een_onbekende_soort_organisatie() -> None:
    with pytest.raises(IntegrityError, match="organisatie_soort_in_lijst"):
        maak_organisatie(soort="baas")


def test_een_e_mailadres_heeft_een_account() -> None:
    maak_gebruiker(email="a@example.nl")

    with pytest.raises(IntegrityError, match="email"):
        maak_gebruiker(email="a@example.nl")


def test_elke_regel_hoort_bij_een_beschrijving_en_verdwijnt_ermee() -> None:
    beschrijving = maak_beschrijving(
        succesfactoren=[Succesfactor(tekst="Korte lijnen")],
        knelpunten=[Knelpunt(knelpunt="Geld")],
        bronnen=[Bron(titel="Verslag")],
    )

    beschrijving.delete()

    assert not Succesfactor.objects.exists()
    assert not Knelpunt.objects.exists()
    assert not Bron.objects.exists()


def test_elke_constraint_spreekt_nederlands() -> None:
    modellen = [
        *(Beschrijving, Innovatie, Partij, ElementRegel, Cijfer, ToepassingElders, Materiaal),
        *(Regio, Organisatie),
    ]
    zonder = [
        constraint.name
        for model in modellen
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        and constraint.violation_error_message == constraint.default_violation_error_message
    ]

    assert zonder == []
