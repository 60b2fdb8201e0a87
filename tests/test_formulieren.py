"""The one door for what people type: every field of every form, whoever made it."""

import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.test import RequestFactory

from basis.tekst import een_regel, schoon
from basis.velden import DeelDatum, Deeldatumvak
from gebruikers.rollen import Rol
from innovaties.formaat import VELD
from innovaties.formaat.soorten import Rijen
from innovaties.forms.andere_namen import NamenForm
from innovaties.lezen.andere_namen import Naamdrager
from masterclasses.forms.aanmelden import AanmeldenForm
from masterclasses.keuzelijsten import Vraagsoort
from redactie.forms.begin import BeginFormulier
from redactie.forms.rijen import Veldrij
from redactie.forms.velden import maak_veld
from tests.maak import maak_gebruiker, maak_masterclass, maak_uitvraag
from tests.templates import OURS
from tests.test_architectuur import LAGEN
from wensen.forms.vragenlijst import VragenlijstForm

VUIL = "a\tb\r\nc\x00d\x9fe\u2028fe\u0301 \ud800\ufdd0 g"
"""A tab, line ends of three kinds, control characters, a loose accent and what is no character."""

ONMOGELIJK = ("0027-03-01", "27-03-0027", "9999-12-31", "31-12-9999", "1999-12-31", "2101-01-01")

DAGEN = (
    *("2019-10-01", "1-10-2019", "01/10/2019", "1 oktober 2019", "1 okt. 2019"),
    *("dinsdag 1 oktober 2019", "1\u00a0Oktober 2019"),
)
MAANDEN = ("oktober 2019", "2019-10", "10-2019", "okt 2019", "Oktober 2019.")
BEDRAGEN = ("25000", "25.000", "25 000", "€ 25.000,-", "€\u00a025.000,00", "25.000 euro")

TEKSTVAKKEN = (forms.TextInput, forms.Textarea, forms.HiddenInput)

VELDEN_ERBIJ = {
    "innovaties/forms/andere_namen.py",
    "masterclasses/forms/aanmelden.py",
    "opgaven/forms/standvraag.py",
    "redactie/forms/begin.py",
    "redactie/forms/rijen.py",
    "redactie/forms/sectie.py",
    "trajecten/forms/begeleiden.py",
    "wensen/forms/vragenlijst.py",
}
"""The forms that get fields as they are made; each is made in `_gemaakt` or has numbers only."""

DOOR_DE_SITE = {
    *("innovaties.Innovatie.archief_op", "innovaties.Innovatie.bevestigd_op"),
    "nieuwsbrieven.Abonnee.pauze_tot",
    *("vinden.GemisteVraag.dag", "vinden.Vraagvector.laatst_gevraagd"),
}
"""Days that nobody types: they follow from the day of today."""


def formulieren() -> list[type[forms.BaseForm]]:
    """Every class of a form that our code or a library of ours has, without those of tests."""
    for app in LAGEN:
        for pad in sorted((Path(settings.BASE_DIR) / app).rglob("*.py")):
            delen = pad.relative_to(settings.BASE_DIR).with_suffix("").parts
            if not {"migrations", "management", "server"} & {*delen}:
                import_module(".".join(delen))
    gevonden: dict[type[forms.BaseForm], None] = {}
    open_: list[type[forms.BaseForm]] = [forms.BaseForm]
    while open_:
        soort = open_.pop()
        open_ += soort.__subclasses__()
        if not soort.__module__.startswith("tests."):
            gevonden[soort] = None
    return list(gevonden)


def _van_de_admin() -> Iterator[type[forms.BaseForm]]:
    request = RequestFactory().get("/")
    request.user = maak_gebruiker(rollen=[Rol.BEHEERDER])
    for beheer in admin.site._registry.values():
        if not beheer.has_add_permission(request):
            continue
        yield beheer.get_form(request)
        for formset, _ in beheer.get_formsets_with_inlines(request):
            yield formset.form


def _gemaakt() -> Iterator[tuple[str, forms.Field]]:
    """The fields of forms that are made from rows or from the format."""
    for veld in VELD.values():
        if isinstance(veld.soort, Rijen):
            rij = Veldrij(veld.soort, prefix="rij")
            yield from ((f"{veld.naam}.{naam}", vak) for naam, vak in rij.fields.items())
        else:
            yield veld.naam, maak_veld(veld.soort)
    masterclass = maak_masterclass()
    for nummer, soort in enumerate(Vraagsoort):
        masterclass.vragen.create(
            vraag=f"{soort}?", soort=soort, volgorde=nummer, keuzes=["a", "b"]
        )
    uitvraag = maak_uitvraag()
    for form in (
        AanmeldenForm(wijzen={}, vragen=list(masterclass.vragen.all())),
        VragenlijstForm(uitvraag, {}),
        BeginFormulier(maak_gebruiker(rollen=[Rol.WEBREDACTEUR])),
        NamenForm(None, waarden=[Naamdrager("een", "Eén", [], [], 0, "/")]),
    ):
        yield from ((f"{type(form).__name__}.{naam}", veld) for naam, veld in form.fields.items())


def alle_velden() -> Iterator[tuple[str, forms.Field]]:
    for soort in [*formulieren(), *_van_de_admin()]:
        for naam, veld in getattr(soort, "base_fields", {}).items():
            yield f"{soort.__module__}.{soort.__name__}.{naam}", veld
    yield from _gemaakt()


def _gelezen(veld: forms.Field, waarde: str) -> Iterator[Any]:
    """What `veld` makes of `waarde`, as it reads it and as it keeps it; nothing when it refuses."""
    for lees in (veld.to_python, veld.clean):
        try:
            yield lees(waarde)
        except ValidationError:
            continue


def is_dicht(veld: forms.Field) -> bool:
    """Whether no dirty text and no impossible day comes in by `veld`."""
    if isinstance(veld, (forms.ChoiceField, forms.FileField, forms.ModelChoiceField)):
        return True  # what comes in is one of a list, or checked by its bytes
    if isinstance(veld, (forms.DateField, forms.DateTimeField)):
        tijden = ("", "T10:00") if isinstance(veld, forms.DateTimeField) else ("",)
        return not any([*_gelezen(veld, dag + tijd)] for dag in ONMOGELIJK for tijd in tijden)
    if isinstance(veld.widget, forms.PasswordInput) or not isinstance(veld.widget, TEKSTVAKKEN):
        return True
    meer_regels = isinstance(veld.widget, forms.Textarea)
    zuiver = schoon if meer_regels else een_regel
    teksten = [
        tekst
        for gelezen in _gelezen(veld, VUIL)
        for tekst in (gelezen if isinstance(gelezen, list) else [gelezen])
        if isinstance(tekst, str)
    ]
    return all(tekst == zuiver(tekst) for tekst in teksten)


def _is_ruim(veld: forms.Field) -> bool:
    """Whether `veld` takes a date or number in each way in which people write it."""
    if isinstance(veld, forms.DateTimeField):
        gelezen = {f"{veld.to_python(f'{dag} 14.00'):%Y-%m-%d %H:%M}" for dag in DAGEN}
        return gelezen == {"2019-10-01 14:00"}
    if isinstance(veld, forms.DateField):
        return all(veld.to_python(dag) == date(2019, 10, 1) for dag in DAGEN)
    if isinstance(veld, Deeldatumvak):
        maanden = {veld.to_python(maand) for maand in MAANDEN}
        return {veld.to_python(dag) for dag in DAGEN} == {"2019-10-01"} and maanden == {"2019-10"}
    if veld.widget.input_type == "number" or any(veld.to_python(b) != 25000 for b in BEDRAGEN):
        return False
    try:
        return veld.to_python("ca. 40") == 40 and getattr(veld, "zegt_ongeveer", False)
    except ValidationError as fout:
        return "ca." in str(fout)


@pytest.mark.django_db
def test_elke_datum_en_elk_getal_mag_zoals_mensen_het_schrijven() -> None:
    soorten = (forms.DateField, forms.DateTimeField, forms.IntegerField, Deeldatumvak)
    eigen = [soort for soort in formulieren() if soort.__module__.split(".")[0] in LAGEN]
    alle = [
        *(
            (f"{f}.{naam}", veld)
            for f in eigen
            for naam, veld in getattr(f, "base_fields", {}).items()
        ),
        *_gemaakt(),
    ]
    velden = {naam: veld for naam, veld in alle if isinstance(veld, soorten)}

    assert len(velden) > 30
    assert [naam for naam, veld in velden.items() if not _is_ruim(veld)] == []


def test_een_veld_dat_minder_spellingen_kent_valt_op() -> None:
    class Streng(forms.DateField):
        def to_python(self, value: Any) -> Any:
            return date.fromisoformat(value) if value[4:5] + value[7:8] == "--" else None

    assert not _is_ruim(Streng())
    assert not _is_ruim(forms.IntegerField(widget=forms.NumberInput))
    assert _is_ruim(forms.IntegerField())


@pytest.mark.django_db
def test_elk_veld_maakt_schoon_wat_binnenkomt_en_kent_grenzen_aan_een_dag() -> None:
    alle = dict(alle_velden())

    assert len(alle) > 250
    assert [naam for naam, veld in alle.items() if not is_dicht(veld)] == []


def test_een_nieuw_veld_dat_langs_de_deur_gaat_valt_op() -> None:
    class Los(forms.CharField):
        def to_python(self, value: Any) -> Any:
            return value

    class Kaal(forms.DateField):
        def to_python(self, value: Any) -> Any:
            return value

    assert not is_dicht(Los())
    assert not is_dicht(Los(widget=forms.Textarea))
    assert not is_dicht(Kaal())
    assert not is_dicht(forms.Field())
    assert is_dicht(forms.CharField())
    assert is_dicht(forms.CharField(widget=forms.Textarea))


def test_wie_een_formulier_onderweg_velden_geeft_staat_in_deze_test() -> None:
    erbij = {
        str(pad.relative_to(settings.BASE_DIR))
        for app in LAGEN
        for pad in (Path(settings.BASE_DIR) / app).rglob("*.py")
        if re.search(r"fields(\[[^]]+\] = |\.update\()", pad.read_text(encoding="utf-8"))
        and "forms" in pad.parts
    }

    assert erbij == VELDEN_ERBIJ


def test_elke_dag_die_iemand_typt_heeft_ook_in_de_database_grenzen() -> None:
    zonder = [
        f"{model._meta.label}.{veld.name}"
        for model in apps.get_models()
        if model._meta.app_label in LAGEN
        for veld in model._meta.get_fields()
        if (type(veld) is models.DateField or isinstance(veld, DeelDatum))
        and not any(
            veld.name in regel.condition.referenced_base_fields
            and regel.name.endswith(("_bestaat", "_deeldatum"))
            for regel in model._meta.constraints
            if isinstance(regel, models.CheckConstraint) and isinstance(regel.condition, models.Q)
        )
    ]

    assert {*zonder} == DOOR_DE_SITE | {"post.Weigering.dag"}


UITKLAP = re.compile(
    r"<details\b(?P<kop>.*?)<summary.*?</summary>(?P<wat>.*?)</details>", re.DOTALL
)
MET_FOUT = re.compile(r"componenten/veld\.html|\.errors|partial (formulier|velden)\b")
DICHT = {"nieuwsbrieven/beheer/voortgang.html"}
"""Where a refusal is a message above the page, and no form comes back."""


def test_wat_geweigerd_is_staat_niet_in_een_dicht_vak() -> None:
    dicht = {
        str(pad.relative_to(OURS))
        for pad in OURS.rglob("*.html")
        for vak in UITKLAP.finditer(pad.read_text())
        if MET_FOUT.search(vak["wat"]) and " open" not in vak["kop"]
    }

    assert dicht == DICHT
