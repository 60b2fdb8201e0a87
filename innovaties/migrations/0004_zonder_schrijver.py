"""What the loader brought in has no writer: else nobody could have published it (four eyes)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("innovaties", "0003_zoekindex")]

    operations = [
        migrations.RunSQL(
            "UPDATE innovaties_beschrijving SET gewijzigd_door_id = NULL "
            "WHERE gewijzigd_door_id = gepubliceerd_door_id",
            migrations.RunSQL.noop,
        )
    ]
