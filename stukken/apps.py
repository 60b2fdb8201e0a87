from django.apps import AppConfig


class StukkenConfig(AppConfig):
    name = "stukken"
    verbose_name = "Stukken"
