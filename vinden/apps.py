from django.apps import AppConfig


class VindenConfig(AppConfig):
    name = "vinden"
    verbose_name = "Vinden"
