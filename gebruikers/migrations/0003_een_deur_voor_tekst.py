from django.db import migrations

from basis.velden import adressen_in_een_vorm


class Migration(migrations.Migration):
    dependencies = [
        ("gebruikers", "0002_regels"),
    ]

    operations = [
        adressen_in_een_vorm("gebruikers", "Gebruiker"),
    ]
