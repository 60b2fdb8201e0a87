from django.apps import AppConfig


class InnovatiesConfig(AppConfig):
    name = "innovaties"
    verbose_name = "Innovaties"
