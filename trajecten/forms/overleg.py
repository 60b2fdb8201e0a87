"""What is kept of a meeting of the stuurgroep or with others, and what was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q

from basis.forms import HuisstijlForm
from basis.velden import OpAlfabet, RijkVeld
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from trajecten.forms.samenkomst import SamenkomstForm
from trajecten.keuzelijsten import Overlegsoort
from trajecten.models import Afspraak, Overleg
from werkplek.velden import dag, lijst, tekst


def _gekozen(label: str, hulp: str) -> Any:
    """People of the list."""
    return lijst(Gebruiker.objects.none(), label, "Kies alleen mensen uit de lijst.", hulp)


class OverlegForm(SamenkomstForm):
    """Before it: when, about what, and who is invited. After it: what was said, who was there."""

    namen = ("soort", "titel", *SamenkomstForm.namen, "agenda", "verslag")
    field_order = (
        *("soort", "titel", *SamenkomstForm.namen, "genodigden", "agenda"),
        *("aanwezig", "verslag"),
    )

    soort = forms.ChoiceField(
        label="Wat is het?",
        choices=Overlegsoort.choices,
        error_messages={"invalid_choice": "Kies wat het is."},
    )
    titel = tekst("titel", model=Overleg)
    genodigden = _gekozen(
        "Wie nodigt u uit?",
        "Wie u kiest, krijgt een mail voor in de agenda, bericht als er iets wijzigt, en een "
        "herinnering.",
    )
    agenda = RijkVeld(Overleg._meta.get_field("agenda"), label="Agenda en stukken")
    verslag = RijkVeld(Overleg._meta.get_field("verslag"), label="Wat is er gezegd?")
    aanwezig = _gekozen("Wie waren er?", "Vul dit in als het overleg is geweest.")

    def __init__(self, data: Any = None, *, overleg: Overleg) -> None:
        begin: dict[str, Any] = {naam: getattr(overleg, naam) for naam in self.namen}
        for naam in ("genodigden", "aanwezig"):
            begin[naam] = list(getattr(overleg, naam).all()) if overleg.pk else []
        super().__init__(data, initial=begin, use_required_attribute=False)
        self._stond = overleg.begint is not None
        for naam in ("genodigden", "aanwezig"):
            veld: Any = self.fields[naam]
            veld.queryset = _mensen(begin[naam])
            veld.label_from_instance = _met_rollen

    def nodigt_uit(self, gegevens: dict[str, Any]) -> bool:
        return self._stond or bool(gegevens.get("genodigden"))


class AfspraakForm(HuisstijlForm):
    """One thing that somebody does after a meeting."""

    wat = tekst("wat", model=Afspraak)
    wie = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Wie doet dit?",
        empty_label="Kies iemand",
        error_messages={"required": "Kies wie dit doet.", "invalid_choice": "Kies wie dit doet."},
    )
    voor = dag(label="Wanneer moet het klaar zijn?")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["wie"].queryset = _mensen()  # type: ignore[attr-defined]


def _mensen(ook: Iterable[Gebruiker] = ()) -> Any:
    """All who see the programme, and those of before."""
    ziet = Gebruiker.objects.met_recht(Recht.ZIET_PROGRAMMA)
    wie = Q(pk__in=ziet.values("pk")) | Q(pk__in=[een.pk for een in ook])
    return Gebruiker.objects.filter(wie).order_by(OpAlfabet("naam"), "pk")


def _met_rollen(wie: Gebruiker) -> str:
    return f"{wie} ({', '.join(wie.rolnamen).lower()})"
