"""The questionnaire as an organisation fills it in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict

from basis.forms import TEKSTVAK, HuisstijlForm
from basis.tekst import vingerafdruk
from wensen.actions.vragenlijst import Ingevuld, vragen_over
from wensen.keuzelijsten import Inzet, Steun
from wensen.models import Gebied, Uitvraag
from wensen.models.inventarisatie import ANTWOORD
from werkplek.bewerken import lees_kenmerken

LABELS = {"bestaand": "Wat doet u al?", "gewenst": "Wat zou u willen?"}
ANTWOORD_OP_VRAAG = "Uw antwoord"


class AntwoordVeld(forms.CharField):
    """Text that says by how much it is too long. The browser does not cut what is pasted."""

    def __init__(self, *, hoogstens: int, rijen: int, **kwargs: Any) -> None:
        self.hoogstens = hoogstens
        attrs = {"rows": rijen, "class": TEKSTVAK}
        super().__init__(required=False, widget=forms.Textarea(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        tekst = str(super().clean(value))
        if len(tekst) > self.hoogstens:
            teveel = len(tekst) - self.hoogstens
            raise ValidationError(
                f"Deze tekst is {teveel} {'teken' if teveel == 1 else 'tekens'} te lang. Er passen "
                f"{self.hoogstens} tekens. Maak de tekst korter."
            )
        return tekst


class VinkjesVeld(forms.MultipleChoiceField):
    """Boxes to tick, always in one order."""

    def __init__(self, lijst: Any, **kwargs: Any) -> None:
        super().__init__(
            choices=lijst.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Kies alleen antwoorden uit de lijst."},
            **kwargs,
        )

    def clean(self, value: Any) -> list[str]:
        return sorted(set(super().clean(value)))


def _als_tekst(waarde: Ingevuld) -> str:
    if isinstance(waarde, str):
        return waarde or "Niets: uw collega maakte dit leeg."
    namen = dict((*Steun.choices, *Inzet.choices))
    return ", ".join(str(namen[keuze]) for keuze in waarde) or "Niets gekozen."


@dataclass(frozen=True)
class Vragenlijstveld:
    """A field, and what a colleague answered meanwhile; None when nobody did."""

    veld: BoundField
    ander: str | None

    @property
    def keuzes(self) -> bool:
        return bool(self.veld.use_fieldset)


class VragenlijstForm(HuisstijlForm):
    """The areas, and four questions for all."""

    steun = VinkjesVeld(Steun, label="Welke steun wilt u?")
    steun_anders = AntwoordVeld(
        hoogstens=300, rijen=2, label="Wilt u iets anders? Schrijf hier wat (mag leeg blijven)"
    )
    inzet = VinkjesVeld(Inzet, label="Wat wilt u zelf inzetten?")
    opmerking = AntwoordVeld(
        hoogstens=ANTWOORD, rijen=4, label="Wilt u nog iets kwijt? (mag leeg blijven)"
    )

    def __init__(
        self,
        uitvraag: Uitvraag,
        antwoorden: dict[str, Ingevuld],
        data: QueryDict | None = None,
    ) -> None:
        """`antwoorden` are as the database has them."""
        self.antwoorden = antwoorden
        self.lijst: list[Gebied] = list(uitvraag.inventarisatie.gebieden.all())
        self.anders: dict[str, Ingevuld] = {}
        super().__init__(data, initial=antwoorden)
        for gebied in self.lijst:
            for vraag in vragen_over(gebied):
                label = ANTWOORD_OP_VRAAG if gebied.is_vraag else LABELS[vraag]
                veld = AntwoordVeld(hoogstens=ANTWOORD, rijen=4, label=label)
                self.fields[f"{vraag}-{gebied.pk}"] = veld

    @property
    def goed(self) -> dict[str, Ingevuld]:
        """What was answered well; a wrong answer does not keep the others from being saved."""
        self.is_valid()
        return {naam: self.cleaned_data[naam] for naam in self.fields if naam in self.cleaned_data}

    @property
    def gelezen(self) -> dict[str, str]:
        """The fingerprint of each answer as the writer read it."""
        return lees_kenmerken(self.data)

    def kenmerk(self, *, ook_anders: bool) -> str:
        """What the reader of this form has read by now, for the next save.

        An answer that was not saved keeps the fingerprint that it had, except (`ook_anders`)
        where the page shows what a colleague wrote.
        """
        kenmerken = {naam: vingerafdruk(waarde) for naam, waarde in self.antwoorden.items()}
        if self.is_bound:
            blijft = set(self.errors) | (set() if ook_anders else self.anders.keys())
            gelezen = self.gelezen
            kenmerken |= {naam: gelezen[naam] for naam in blijft if naam in gelezen}
        return json.dumps(kenmerken)

    @property
    def ander_als_tekst(self) -> dict[str, str]:
        """What colleagues wrote meanwhile, to read."""
        return {naam: _als_tekst(waarde) for naam, waarde in self.anders.items()}

    def vraag(self, naam: str) -> Vragenlijstveld:
        return Vragenlijstveld(self[naam], self.ander_als_tekst.get(naam))

    @property
    def gebieden(self) -> list[tuple[Gebied, list[Vragenlijstveld]]]:
        """Each area with its questions."""
        return [
            (g, [self.vraag(f"{vraag}-{g.pk}") for vraag in vragen_over(g)]) for g in self.lijst
        ]

    @property
    def algemeen(self) -> list[Vragenlijstveld]:
        """The questions for all."""
        return [self.vraag(naam) for naam in ("steun", "steun_anders", "inzet", "opmerking")]

    def fouten(self) -> list[tuple[str, str]]:
        """What is wrong, for the top of the page: the place and the words."""
        gebieden = {f"{vraag}-{g.pk}": f"{g}, " for g in self.lijst for vraag in vragen_over(g)}
        return [
            (self[naam].auto_id, f"{gebieden.get(naam, '')}{self.fields[naam].label} {regels[0]}")
            for naam, regels in self.errors.items()
        ]
