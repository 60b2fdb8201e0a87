from django.db import migrations

from basis.velden import adressen_in_een_vorm


class Migration(migrations.Migration):
    dependencies = [
        ("nieuwsbrieven", "0003_een_deur_voor_tekst"),
    ]

    operations = [
        adressen_in_een_vorm("nieuwsbrieven", "Abonnee"),
    ]
