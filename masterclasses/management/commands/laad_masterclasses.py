"""Load the masterclasses of the content files: `manage.py laad_masterclasses [map]`."""

from masterclasses.inhoud import laad_masterclasses
from werkplek.inhoud.commando import LaadCommando


class Command(LaadCommando):
    help = "Laadt de masterclasses uit de YAML-bestanden, na laad_inhoud: alles of niets."
    laad = staticmethod(laad_masterclasses)
    geladen = "masterclasses"
    al_bij = "De masterclasses zijn al bij."
