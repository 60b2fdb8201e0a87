from django.apps import AppConfig
from django.core.checks import register

from post.uitvoer.handtekening import keur


class PostConfig(AppConfig):
    name = "post"
    verbose_name = "Post"

    def ready(self) -> None:
        register(keur)
