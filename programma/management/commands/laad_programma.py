"""Load the programme of the content files: `manage.py laad_programma [map]`."""

from programma.inhoud import laad_programma
from werkplek.inhoud.commando import LaadCommando


class Command(LaadCommando):
    help = "Laadt het programma uit de YAML-bestanden, na laad_inhoud: alles of niets."
    laad = staticmethod(laad_programma)
    geladen = "bestanden van het programma"
    al_bij = "Het programma is al bij."
