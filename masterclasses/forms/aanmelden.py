"""The forms of who takes part: register, change, and say what they thought of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from basis.forms import KEUZEVAK, TEKSTVAK, HuisstijlForm
from masterclasses.keuzelijsten import Toelating, Vraagsoort, Wijze
from masterclasses.models import Aanmelding, Antwoord, Behoefte, Evaluatie, Inschrijfvraag
from masterclasses.models.aanmelding import OORDELEN
from organisaties.keuzelijsten import ALS
from organisaties.velden import Rolkeuze
from werkplek.zonder_account import (
    ZonderAccountForm,
    akkoordveld,
    emailveld,
    geen_adres,
    lengte,
    organisatieveld,
    regel,
)

WOORDEN = {5: "Zeer goed", 4: "Goed", 3: "Voldoende", 2: "Matig", 1: "Slecht"}
GEEN_OORDEEL = "Geen mening"


def _vrij(label: str, hoogstens: int, **meer: Any) -> forms.CharField:
    vak = forms.Textarea(attrs={"rows": 3, "class": TEKSTVAK})
    return forms.CharField(label=label, max_length=hoogstens, widget=vak, **meer)


class DeelnemerForm(ZonderAccountForm):
    """What somebody may change later too: who they are, how they come, and the questions."""

    organisatie = organisatieveld("Uw organisatie (mag leeg blijven)", required=False)
    functie = regel(
        "Uw functie (mag leeg blijven)",
        "organization-title",
        max_length=lengte(Aanmelding, "functie"),
        required=False,
        validators=[geen_adres],
    )
    rol = forms.ChoiceField(
        label="In welke rol komt u?",
        choices=ALS,
        widget=Rolkeuze,
        error_messages={"required": "Kies in welke rol u komt."},
    )
    wijze = forms.ChoiceField(
        label="Hoe doet u mee?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe u meedoet."},
    )
    behoefte = _vrij(
        "Dieet of hulp bij toegang (mag leeg blijven)",
        lengte(Behoefte, "tekst"),
        required=False,
        help_text="Bijvoorbeeld: vegetarisch, een plek voor een rolstoel, een tolk. Wij bewaren "
        "dit apart. Alleen wie de dag organiseert, ziet het. 30 dagen erna wissen wij het.",
    )

    def __init__(
        self,
        *args: Any,
        wijzen: Mapping[Wijze, str],
        vragen: list[Inschrijfvraag],
        **kwargs: Any,
    ) -> None:
        """`wijzen` are those that have seats, with how each is called here."""
        super().__init__(*args, **kwargs)
        self.vragen = {f"vraag_{vraag.pk}": vraag for vraag in vragen}
        self.enige_wijze = next(iter(wijzen)) if len(wijzen) == 1 else None
        if self.enige_wijze:
            del self.fields["wijze"]
        else:
            self.fields["wijze"].choices = list(wijzen.items())  # type: ignore[attr-defined]
        for naam, vraag in self.vragen.items():
            self.fields[naam] = _vraagveld(vraag)
        self.order_fields(
            [
                *("naam", "email", "organisatie", "functie", "rol", "wijze"),
                *self.vragen,
                *("behoefte", "akkoord"),
            ]
        )

    @property
    def waarden(self) -> dict[str, str]:
        """The checked fields of the registration itself."""
        namen = ("naam", "email", "organisatie", "functie", "rol", "wijze")
        waarden = {naam: self.cleaned_data[naam] for naam in namen if naam in self.fields}
        return {"wijze": self.enige_wijze, **waarden} if self.enige_wijze else waarden

    @property
    def antwoorden(self) -> dict[Inschrijfvraag, str]:
        """What was answered to each question of the organiser."""
        return {vraag: self.cleaned_data[naam] for naam, vraag in self.vragen.items()}


def _vraagveld(vraag: Inschrijfvraag) -> forms.Field:
    label = vraag.vraag if vraag.verplicht else f"{vraag.vraag} (mag leeg blijven)"
    if vraag.soort == Vraagsoort.KEUZE:
        return forms.ChoiceField(
            label=label,
            required=vraag.verplicht,
            choices=[("", "Maak een keuze"), *((keuze, keuze) for keuze in vraag.keuzes)],
            widget=forms.Select(attrs={"class": KEUZEVAK}),
            error_messages={"required": "Kies een antwoord."},
        )
    return _vrij(
        label,
        lengte(Antwoord, "tekst"),
        required=vraag.verplicht,
        error_messages={"required": "Beantwoord deze vraag."},
    )


class AanmeldenForm(DeelnemerForm):
    """Registering."""

    email = emailveld("Wij sturen u een mail om uw aanmelding te bevestigen.")
    akkoord = akkoordveld("kunnen wij u niet aanmelden")


class WijzigenForm(DeelnemerForm):
    """Changing what was filled in. Whom the organiser lets in by role, keeps that role."""

    weglaten = ("email", "akkoord", "website")

    def __init__(self, *args: Any, aanmelding: Aanmelding, **kwargs: Any) -> None:
        behoefte = Behoefte.objects.filter(aanmelding=aanmelding).first()
        initial = {
            naam: getattr(aanmelding, naam)
            for naam in ("naam", "organisatie", "functie", "rol", "wijze")
        }
        initial["wijze"] = aanmelding.liever or aanmelding.wijze
        initial |= {f"vraag_{a.vraag_id}": a.tekst for a in aanmelding.antwoorden.all()}
        initial["behoefte"] = behoefte.tekst if behoefte else ""
        super().__init__(*args, initial=initial, **kwargs)
        if aanmelding.masterclass.toelating == Toelating.GOEDKEURING:
            del self.fields["rol"]


def _oordeel(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        empty_value=None,
        required=False,
        choices=[*WOORDEN.items(), ("", GEEN_OORDEEL)],
        widget=forms.RadioSelect,
        initial="",
    )


class EvaluatieForm(HuisstijlForm):
    """What a participant thought of the day."""

    cijfer = forms.TypedChoiceField(
        label="Welk cijfer geeft u de masterclass?",
        help_text="1 is heel slecht, 10 is uitstekend.",
        coerce=int,
        choices=[(cijfer, str(cijfer)) for cijfer in range(1, 11)],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een cijfer."},
    )
    inhoud = _oordeel("Wat vond u van de inhoud?")
    sprekers = _oordeel("Wat vond u van de sprekers?")
    organisatie = _oordeel("Hoe was de dag georganiseerd?")
    meegenomen = _vrij("Wat gaat u ermee doen? (mag leeg blijven)", 1000, required=False)
    beter = _vrij("Wat kan beter? (mag leeg blijven)", 1000, required=False)

    def evaluatie(self) -> Evaluatie:
        """What was filled in, unsaved."""
        return Evaluatie(**self.cleaned_data)

    @property
    def oordelen(self) -> list[forms.BoundField]:
        """The judgements, to show alike."""
        return [self[naam] for naam in OORDELEN]
