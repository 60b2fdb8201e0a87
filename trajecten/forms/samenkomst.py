"""When and where a meeting is, to which people are invited."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from basis.forms import HuisstijlForm
from trajecten.models import Groepsbijeenkomst
from werkplek.velden import dag, tekst, tijd


class SamenkomstForm(HuisstijlForm):
    """A day, which has a time when people are invited to it."""

    namen: tuple[str, ...] = ("datum", "begint", "eindigt", "plaats")

    datum = dag(label="Datum")
    begint = tijd("Van", required=False)
    eindigt = tijd("Tot", required=False)
    plaats = tekst("plaats", model=Groepsbijeenkomst, help_text="Mag leeg blijven.")

    @property
    def waarden(self) -> dict[str, Any]:
        """The checked columns."""
        return {naam: self.cleaned_data[naam] for naam in self.namen}

    def nodigt_uit(self, gegevens: dict[str, Any]) -> bool:  # noqa: ARG002 (of who asks)
        """Whether somebody gets mail about it when it is still to come."""
        return True

    def clean(self) -> dict[str, Any]:
        """Ask for a time, from and to, for a day that comes and to which people are invited."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"datum", "begint", "eindigt"} <= gegevens.keys():
            return gegevens
        begint, eindigt = gegevens["begint"], gegevens["eindigt"]
        komt = gegevens["datum"] > timezone.localdate()
        if komt and not begint and self.nodigt_uit(gegevens):
            self.add_error(
                "begint", "Vul in hoe laat het begint. Wie is uitgenodigd, krijgt dat per mail."
            )
        elif bool(begint) != bool(eindigt):
            self.add_error("eindigt", "Vul in van hoe laat tot hoe laat.")
        elif begint and eindigt <= begint:
            self.add_error("eindigt", "Het einde komt na het begin.")
        return gegevens
