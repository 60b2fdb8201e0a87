"""What the steps ask: the start, a move, a reason, and whom to invite."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from basis.forms import HuisstijlForm
from basis.tekst import mailadres
from basis.velden import is_mailadres
from innovaties.models import Thema
from masterclasses.actions.organiseren import MOMENT
from masterclasses.forms.velden import MomentForm, uren, webadres
from masterclasses.models import Masterclass
from werkplek.velden import tekst, tekstvak

HOOGSTENS_UITNODIGINGEN = 200


class MasterclassBeginForm(MomentForm):
    """The least that a concept needs."""

    titel = tekst("titel", model=Masterclass)
    thema = forms.ModelChoiceField(
        Thema.objects.all(),
        empty_label="Kies een thema",
        error_messages={"required": "Kies een thema.", "invalid_choice": "Kies een thema."},
    )

    field_order = ("titel", "thema", "dag", "begint", "eindigt")


class VerplaatsForm(MomentForm):
    """Another time or place, and what the participants read about it. Its data are the step's."""

    locatie = tekst("locatie", model=Masterclass)
    adres = tekst("adres", model=Masterclass)
    online_adres = webadres()
    toelichting = forms.CharField(
        label="Zin voor de deelnemers",
        help_text="Bijvoorbeeld waarom u verplaatst. Dit staat in de mail, onder de nieuwe tijd "
        "en plaats.",
        required=False,
        max_length=500,
        widget=tekstvak(3),
    )

    def __init__(self, *args: Any, masterclass: Masterclass, **kwargs: Any) -> None:
        kwargs["initial"] = uren(masterclass) | {n: getattr(masterclass, n) for n in MOMENT[2:]}
        super().__init__(*args, begin_nu=masterclass.begin, **kwargs)
        self.masterclass = masterclass

    def clean(self) -> dict[str, Any]:
        """Refuse what changes nothing: no one should get a mail about it."""
        gegevens = super().clean()
        if not self.errors and all(gegevens[n] == getattr(self.masterclass, n) for n in MOMENT):
            raise ValidationError("U hebt niets gewijzigd. Kies een andere tijd of plaats.")
        return {n: gegevens[n] for n in (*MOMENT, "toelichting") if n in gegevens}


class AfgelastenForm(HuisstijlForm):
    """Why it does not take place."""

    reden = tekst(
        "reden",
        model=Masterclass,
        regels=3,
        label="Waarom gaat de masterclass niet door?",
        help_text="Dit staat in de mail aan de deelnemers en op de pagina van de masterclass.",
        required=True,
        error_messages={"required": "Schrijf waarom de masterclass niet doorgaat."},
    )


class UitnodigForm(HuisstijlForm):
    """Addresses of network partners, and what they read."""

    adressen = forms.CharField(
        label="E-mailadressen",
        help_text="Eén per regel, of met komma's ertussen.",
        max_length=HOOGSTENS_UITNODIGINGEN * 255,
        widget=tekstvak(6),
        error_messages={
            "required": "Vul ten minste één adres in.",
            "max_length": f"Nodig er hoogstens {HOOGSTENS_UITNODIGINGEN} tegelijk uit.",
        },
    )
    tekst = forms.CharField(
        label="Uw eigen tekst (mag leeg blijven)",
        help_text="Dit staat in de mail tussen de uitnodiging en de link om u aan te melden.",
        required=False,
        max_length=2000,
        widget=tekstvak(5),
    )

    def clean_adressen(self) -> list[str]:
        """The addresses; names the wrong ones."""
        adressen = _adressen(self.cleaned_data["adressen"])
        fout = [adres for adres in adressen if not is_mailadres(adres)]
        if fout:
            namen = ", ".join(f"‘{adres[:80]}’" for adres in fout[:10])
            raise ValidationError(f"Verbeter eerst: {namen}. Er is nog niemand uitgenodigd.")
        if len(adressen) > HOOGSTENS_UITNODIGINGEN:
            raise ValidationError(f"Nodig er hoogstens {HOOGSTENS_UITNODIGINGEN} tegelijk uit.")
        return adressen


def _adressen(tekst: str) -> list[str]:
    """The addresses in `tekst`, also when pasted from a mail as 'Naam <adres>'."""
    delen = (deel.strip() for deel in re.split(r"[,;\n]", tekst))
    gelezen = (
        [m[1].strip()] if (m := re.search(r"<([^<>]*)>$", deel)) else deel.split() for deel in delen
    )
    return [mailadres(adres) for adressen in gelezen for adres in adressen]
