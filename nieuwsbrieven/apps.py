from django.apps import AppConfig


class NieuwsbrievenConfig(AppConfig):
    name = "nieuwsbrieven"
    verbose_name = "Nieuwsbrieven"
