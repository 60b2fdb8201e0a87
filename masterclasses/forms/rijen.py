"""The rows of a masterclass on its form: the programme and the questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from basis.tekst import een_regel
from masterclasses.actions.organiseren import DeelMetSprekers
from masterclasses.keuzelijsten import Vraagsoort
from masterclasses.models import Inschrijfvraag, Masterclass, Programmadeel, Spreker
from werkplek.rijen import Formulierrijen, RijForm
from werkplek.velden import VERPLICHT, tekst, tekstvak, tijd

SPREKERS, KEUZES = 12, 20
"""At most so many speakers of one part, and answers to choose from."""


class DeelForm(RijForm):
    """One part of the programme, with its speakers in lines."""

    van = tijd("Van")
    tot = tijd("Tot")
    titel = tekst("titel", model=Programmadeel)
    toelichting = tekst("toelichting", model=Programmadeel, regels=2)
    sprekers = forms.CharField(
        label="Sprekers",
        help_text="Eén per regel: functie, organisatie. Een naam is niet nodig.",
        required=False,
        widget=tekstvak(2),
    )

    sjabloon = "masterclasses/beheer/deel.html"
    inhoud = ("van", "tot", "titel", "toelichting", "sprekers")

    def clean_sprekers(self) -> list[Spreker]:
        """The speakers; what stands before the first comma is the function."""
        regels = _regels(self.cleaned_data["sprekers"])
        sprekers = []
        for regel in regels:
            functie, _, organisatie = (deel.strip() for deel in regel.partition(","))
            sprekers.append(Spreker(functie=functie, organisatie=organisatie))
        if len(sprekers) > SPREKERS:
            raise forms.ValidationError(f"Noem hoogstens {SPREKERS} sprekers bij één onderdeel.")
        if any(len(s.functie) > 120 or len(s.organisatie) > 120 for s in sprekers):
            raise forms.ValidationError("Een functie of organisatie is hoogstens 120 tekens lang.")
        if not all(spreker.functie for spreker in sprekers):
            raise forms.ValidationError("Noem eerst de functie, dan een komma en de organisatie.")
        return sprekers

    def clean(self) -> dict[str, Any]:
        """Refuse a part that ends before it begins."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and tot <= van:
            self.add_error("tot", "Een onderdeel eindigt later dan het begint.")
        return gegevens

    @property
    def deel(self) -> DeelMetSprekers:
        """The unsaved row with its speakers."""
        gegevens = dict(self.cleaned_data)
        sprekers = gegevens.pop("sprekers")
        return Programmadeel(**gegevens), sprekers


class VraagForm(RijForm):
    """One question to who registers."""

    nummer = forms.IntegerField(required=False, widget=forms.HiddenInput)
    vraag = tekst("vraag", model=Inschrijfvraag)
    soort = forms.ChoiceField(
        label="Soort antwoord",
        choices=Vraagsoort.choices,
        error_messages={"required": VERPLICHT, "invalid_choice": "Maak een keuze."},
    )
    keuzes = forms.CharField(
        label="Keuzes",
        help_text="Alleen bij een keuze uit een lijst: één per regel.",
        required=False,
        widget=tekstvak(3),
    )
    verplicht = forms.BooleanField(label="Hier moet iedereen antwoord op geven", required=False)

    inhoud = ("vraag", "keuzes")

    def clean(self) -> dict[str, Any]:
        """Refuse a choice without answers, or with answers that cannot be told apart."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        if gegevens.get("soort") == Vraagsoort.TEKST:
            gegevens["keuzes"] = ""
        keuzes = list(dict.fromkeys(_regels(gegevens.get("keuzes", ""))))
        if gegevens.get("soort") == Vraagsoort.KEUZE and len(keuzes) < 2:
            self.add_error("keuzes", "Geef ten minste twee antwoorden om uit te kiezen.")
        elif len(keuzes) > KEUZES or any(len(keuze) > 80 for keuze in keuzes):
            self.add_error(
                "keuzes", f"Geef hoogstens {KEUZES} antwoorden, elk van hoogstens 80 tekens."
            )
        return gegevens | {"keuzes": keuzes}

    @property
    def rij(self) -> Inschrijfvraag:
        """The unsaved question; `pk` says which one it was."""
        gegevens = dict(self.cleaned_data)
        return Inschrijfvraag(pk=gegevens.pop("nummer"), **gegevens)


def _regels(waarde: str) -> list[str]:
    return [regel for regel in map(een_regel, waarde.splitlines()) if regel]


class Programma(Formulierrijen[DeelForm]):
    """The parts, which come in the order of time by themselves."""

    verplaatsbaar = False


def programma_van(masterclass: Masterclass, data: QueryDict | None) -> Programma:
    """The programme of `masterclass`, or as it was posted."""
    delen = masterclass.programma.prefetch_related("sprekers")
    namen = ("van", "tot", "titel", "toelichting")
    begin = (
        {naam: getattr(deel, naam) for naam in namen}
        | {"sprekers": "\n".join(map(str, deel.sprekers.all()))}
        for deel in delen
    )
    return Programma("programma", DeelForm, begin, data, enkelvoud="onderdeel")


def vragen_van(masterclass: Masterclass, data: QueryDict | None) -> Formulierrijen[VraagForm]:
    """The questions of `masterclass`, or as they were posted."""
    begin = (
        {
            "nummer": vraag.pk,
            "vraag": vraag.vraag,
            "soort": vraag.soort,
            "keuzes": "\n".join(vraag.keuzes),
            "verplicht": vraag.verplicht,
        }
        for vraag in masterclass.vragen.all()
    )
    return Formulierrijen("vragen", VraagForm, begin, data, enkelvoud="vraag")
