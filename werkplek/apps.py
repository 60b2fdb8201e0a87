from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WerkplekConfig(AppConfig):
    name = "werkplek"
    verbose_name = "Werkplek"

    def ready(self) -> None:
        """Load the `werk.py` of each app, which registers what it adds, as `admin.py` does."""
        autodiscover_modules("werk")
