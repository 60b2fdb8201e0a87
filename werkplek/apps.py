from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from gebruikers.boven import ACCOUNT


class WerkplekConfig(AppConfig):
    name = "werkplek"
    verbose_name = "Werkplek"

    def ready(self) -> None:
        """Load the `werk.py` of each app, which registers what it adds, as `admin.py` does.

        And give an account its page.
        """
        ACCOUNT.meld("werkplek:account")
        autodiscover_modules("werk")
