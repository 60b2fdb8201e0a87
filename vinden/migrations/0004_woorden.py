"""Wegwijzers become search documents like descriptions; the words that texts hold."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

# As the function of descriptions; see `innovaties.0002_regels`.
ZOEK = """
CREATE FUNCTION zoek_wegwijzers(vraag tsquery) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE SET enable_seqscan = off SET jit = off
AS $$
    SELECT coalesce(string_agg(int4send(id::int), ''), '')
    FROM vinden_wegwijzer WHERE zoek @@ vraag
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("vinden", "0003_andere_naam")]

    operations = [
        migrations.CreateModel(
            name="Woord",
            fields=[
                ("woord", models.CharField(max_length=60, primary_key=True, serialize=False)),
            ],
            options={"verbose_name_plural": "woorden"},
        ),
        migrations.AlterModelOptions(
            name="wegwijzer",
            options={
                "ordering": ["-gepubliceerd_op", "-pk"],
                "verbose_name": "wegwijzer",
                "verbose_name_plural": "wegwijzers",
            },
        ),
        migrations.RenameField("wegwijzer", "datum", "gepubliceerd_op"),
        migrations.AlterField("wegwijzer", "tekst", models.TextField()),
        migrations.AddField(
            "wegwijzer",
            "sorteersleutel",
            models.CharField(max_length=240, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "wegwijzer",
            "facetten",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=120), size=None, default=list
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "wegwijzer",
            django.contrib.postgres.indexes.GinIndex(
                fields=["facetten"], name="wegwijzer_facetten"
            ),
        ),
        migrations.RunSQL(ZOEK, "DROP FUNCTION zoek_wegwijzers(tsquery)"),
    ]
