"""Load the content files: `manage.py laad_inhoud [map]`."""

from redactie.inhoud import laad_inhoud
from werkplek.inhoud.commando import LaadCommando


class Command(LaadCommando):
    help = "Laadt de inhoud uit de YAML-bestanden: alles of niets, en alleen wat gewijzigd is."
    laad = staticmethod(laad_inhoud)
    geladen = "bestanden"
    al_bij = "De inhoud is al bij."
