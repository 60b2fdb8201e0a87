"""Load the newsletters of the content files: `manage.py laad_nieuwsbrieven [map]`."""

from nieuwsbrieven.inhoud import laad_nieuwsbrieven
from werkplek.inhoud.commando import LaadCommando


class Command(LaadCommando):
    help = (
        "Laadt de nieuwsbrieven en abonnees van de demo uit de YAML-bestanden, na "
        "laad_masterclasses: alles of niets."
    )
    laad = staticmethod(laad_nieuwsbrieven)
    geladen = "bestanden met nieuwsbrieven of abonnees"
    al_bij = "De nieuwsbrieven zijn al bij."
