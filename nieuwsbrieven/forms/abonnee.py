"""The forms of who reads the newsletter: subscribe, and change what was chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from basis.forms import HuisstijlForm
from basis.velden import OpAlfabet
from innovaties.models import Thema
from nieuwsbrieven.actions.abonneren import Lezerswensen
from nieuwsbrieven.keuzelijsten import Frequentie
from nieuwsbrieven.models import Abonnee
from nieuwsbrieven.regels.toestemming import INSTEMMING
from organisaties.keuzelijsten import ALS, Regiosoort
from organisaties.models import Regio
from organisaties.velden import Rolkeuzes
from werkplek.zonder_account import LENGTES, ZonderAccountForm, akkoordveld, emailveld

ALLES, KIES = "alles", "kies"


def alles_of(label: str, alles: str, kies: str) -> forms.ChoiceField:
    """The choice between everything and what is chosen below it."""
    return forms.ChoiceField(
        label=label,
        choices=[(ALLES, alles), (KIES, kies)],
        initial=ALLES,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies één van de twee."},
    )


def _enkele(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Deze keuze kennen wij niet (meer). Kies opnieuw."},
    )


class WensenForm(HuisstijlForm):
    """What somebody wants to read about, and how often."""

    welke_themas = alles_of(
        "Over welke thema's?", "Alle thema's", "Alleen de thema's die ik hieronder kies"
    )
    themas = _enkele("Kies uw thema's")
    welke_regios = alles_of(
        "Over welke regio's?", "Heel Nederland", "Alleen de regio's die ik hieronder kies"
    )
    regios = _enkele("Kies uw regio's")
    rollen = forms.MultipleChoiceField(
        label="In welke rol leest u? (mag leeg blijven)",
        choices=ALS,
        required=False,
        widget=Rolkeuzes,
        help_text="Kiest u niets? Dan krijgt u ook wat voor anderen is bedoeld.",
    )
    frequentie = forms.ChoiceField(
        label="Hoe vaak?",
        choices=Frequentie.choices,
        initial=Frequentie.ELKE,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe vaak u mail wilt."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._themas = {thema.slug: thema for thema in Thema.objects.all()}
        self._regios = {
            regio.slug: regio for regio in Regio.objects.order_by("soort", OpAlfabet("naam"))
        }
        self.fields["themas"].choices = [  # type: ignore[attr-defined]
            (slug, str(thema)) for slug, thema in self._themas.items()
        ]
        self.fields["regios"].choices = [  # type: ignore[attr-defined]
            (slug, _regionaam(regio)) for slug, regio in self._regios.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Who wants only some, says which."""
        schoon: dict[str, Any] = self.cleaned_data
        for welke, enkele, uitleg in (
            ("welke_themas", "themas", "Kies minstens één thema, of kies ‘Alle thema's’."),
            ("welke_regios", "regios", "Kies minstens één regio, of kies ‘Heel Nederland’."),
        ):
            if schoon.get(welke) == KIES and not schoon.get(enkele, True):
                self.add_error(enkele, uitleg)
        return schoon

    @property
    def wensen(self) -> Lezerswensen:
        """What was filled in, of a valid form."""
        schoon = self.cleaned_data
        return Lezerswensen(
            themas=None
            if schoon["welke_themas"] == ALLES
            else [self._themas[slug] for slug in schoon["themas"]],
            regios=None
            if schoon["welke_regios"] == ALLES
            else [self._regios[slug] for slug in schoon["regios"]],
            rollen=schoon["rollen"],
            frequentie=Frequentie(schoon["frequentie"]),
        )


def _regionaam(regio: Regio) -> str:
    return f"{regio} (zorgregio)" if regio.soort == Regiosoort.ZORGREGIO else str(regio)


def _begin(themas: Iterable[str], regios: Iterable[str]) -> dict[str, Any]:
    """What is chosen when the form opens: these, or all where there are none."""
    themas, regios = list(themas), list(regios)
    return {
        "welke_themas": KIES if themas else ALLES,
        "themas": themas,
        "welke_regios": KIES if regios else ALLES,
        "regios": regios,
    }


class AbonneerForm(ZonderAccountForm, WensenForm):
    """Subscribing."""

    weglaten = ("organisatie", "naam")

    email = emailveld("Wij sturen u eerst een mail om te bevestigen.", "de nieuwsbrief")
    akkoord = akkoordveld("sturen wij u niets", INSTEMMING)

    field_order = ("email",)

    def __init__(
        self,
        *args: Any,
        themas: Iterable[str] = (),
        regios: Iterable[str] = (),
        email: str = "",
    ) -> None:
        """Opens with the known slugs among `themas` and `regios` chosen."""
        super().__init__(*args)
        self.initial = {
            "email": email[: LENGTES["email"]],
            **_begin(
                [slug for slug in self._themas if slug in set(themas)],
                [slug for slug in self._regios if slug in set(regios)],
            ),
        }


class NieuwAdresForm(ZonderAccountForm):
    """Where the newsletter goes from now on."""

    weglaten = ("organisatie", "naam", "akkoord")

    email = emailveld("Wij sturen daar eerst een mail om te bevestigen.", "de nieuwsbrief")


class VoorkeurenForm(WensenForm):
    """Changing what was chosen before."""

    def __init__(self, *args: Any, abonnee: Abonnee) -> None:
        super().__init__(*args)
        themas = [thema.slug for thema in abonnee.themas.all()]
        regios = [regio.slug for regio in abonnee.regios.all()]
        self.thema_verdwenen = not abonnee.alle_themas and not themas
        self.regio_verdwenen = not abonnee.alle_regios and not regios
        self.initial = {
            **_begin(themas, regios),
            "rollen": abonnee.rollen,
            "frequentie": abonnee.frequentie,
        }
        if self.thema_verdwenen:
            self.initial["welke_themas"] = KIES
        if self.regio_verdwenen:
            self.initial["welke_regios"] = KIES
