from typing import override

from django.apps import AppConfig
from django.db.models import fields


class BasisConfig(AppConfig):
    name = "basis"

    @override
    def ready(self) -> None:
        """Say in Dutch that nothing was chosen; Django has no translation of its own words."""
        fields.BLANK_CHOICE_LABEL = "Maak een keuze"
