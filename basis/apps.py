from typing import override

from django.apps import AppConfig
from django.db.models import fields
from django.utils.module_loading import autodiscover_modules

from basis import deur


class BasisConfig(AppConfig):
    name = "basis"

    @override
    def ready(self) -> None:
        """Let all that is typed through one door, and say in Dutch that nothing was chosen.

        Django has no translation of its own words for that. Load the `personen.py` of each app,
        which says how it finds and erases a person.
        """
        deur.plaats()
        fields.BLANK_CHOICE_LABEL = "Maak een keuze"
        autodiscover_modules("personen")
