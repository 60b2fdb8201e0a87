"""Only roles that exist, and the table of Django's database cache: the rate limits of all workers.

The cache is unlogged: what a crash forgets is counted anew, and no write waits for the disk.
"""

from django.db import migrations, models

CACHE = """
CREATE UNLOGGED TABLE IF NOT EXISTS cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX IF NOT EXISTS cache_expires ON cache (expires);
"""

ROLLEN = [
    *("indiener", "kennismakelaar", "coach", "webredacteur", "projectleider", "stuurgroep"),
    "beheerder",
]


class Migration(migrations.Migration):
    dependencies = [("gebruikers", "0002_rollen")]

    operations = [
        migrations.AlterField(
            "gebruiker",
            "is_active",
            models.BooleanField(
                "actief",
                default=True,
                help_text="Zet dit uit voor wie weggaat: inloggen kan dan niet meer, het werk blijft.",
            ),
        ),
        migrations.AddConstraint(
            "gebruiker",
            models.CheckConstraint(
                name="gebruiker_rollen_in_lijst",
                condition=models.Q(rollen__contained_by=ROLLEN),
                violation_error_message="Kies alleen waarden uit de lijst.",
            ),
        ),
        migrations.RunSQL(CACHE, "DROP TABLE cache"),
    ]
