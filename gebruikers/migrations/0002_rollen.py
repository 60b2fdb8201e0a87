"""Roles instead of Django's permissions; who could do everything becomes beheerder."""

from typing import Any

import django.contrib.postgres.fields
from django.db import migrations, models


def rollen_van_vroeger(apps: Any, _schema_editor: Any) -> None:
    Gebruiker = apps.get_model("gebruikers", "Gebruiker")
    Gebruiker.objects.filter(is_superuser=True).update(rollen=["beheerder"])


class Migration(migrations.Migration):
    dependencies = [("gebruikers", "0001_initial"), ("organisaties", "0001_initial")]

    operations = [
        migrations.AddField(
            "gebruiker",
            "rollen",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            "gebruiker",
            "organisaties",
            models.ManyToManyField(
                blank=True,
                help_text="Voor een indiener: van welke organisaties mag deze persoon beschrijven?",
                related_name="gebruikers",
                to="organisaties.organisatie",
            ),
        ),
        migrations.RunPython(rollen_van_vroeger, migrations.RunPython.noop),
        *[
            migrations.RemoveField("gebruiker", naam)
            for naam in ("groups", "user_permissions", "is_superuser", "is_staff")
        ],
    ]
