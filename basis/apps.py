from typing import override

from django.apps import AppConfig
from django.db.models import fields
from django.utils.module_loading import autodiscover_modules


class BasisConfig(AppConfig):
    name = "basis"

    @override
    def ready(self) -> None:
        """Say in Dutch that nothing was chosen; Django has no translation of its own words.

        Load the `personen.py` of each app, which says how it finds and erases a person.
        """
        fields.BLANK_CHOICE_LABEL = "Maak een keuze"
        autodiscover_modules("personen")
