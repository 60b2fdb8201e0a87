from django.apps import AppConfig


class RedactieConfig(AppConfig):
    name = "redactie"
    verbose_name = "Redactie"
