"""The columns of mail addresses hold them in one form; versions are found by search."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from basis.velden import Mailadres, mailadressen

# As the function of descriptions; see `innovaties.0002_regels`.
ZOEK = """
CREATE FUNCTION zoek_werkdocumenten(vraag tsquery) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE SET enable_seqscan = off SET jit = off
AS $$
    SELECT coalesce(string_agg(int4send(versie_id::int), ''), '')
    FROM redactie_werkdocument WHERE zoek @@ vraag
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("innovaties", "0005_andere_namen"),
        ("redactie", "0002_een_deur_voor_tekst"),
    ]

    operations = [
        *mailadressen("redactie", "EldersMelding"),
        *mailadressen("redactie", "Meelezer"),
        migrations.AlterField(
            model_name="eldersmelding",
            name="email",
            field=Mailadres(max_length=254, verbose_name="uw e-mailadres"),
        ),
        migrations.AlterField(
            model_name="meelezer",
            name="email",
            field=Mailadres(max_length=254, verbose_name="e-mailadres"),
        ),
        migrations.CreateModel(
            name="Werkdocument",
            fields=[
                ("titel", models.CharField(max_length=120)),
                ("sorteersleutel", models.CharField(max_length=240)),
                ("gepubliceerd_op", models.DateTimeField()),
                (
                    "facetten",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120)
                    ),
                ),
                ("tekst", models.TextField()),
                ("zoek", django.contrib.postgres.search.SearchVectorField()),
                (
                    "versie",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="werkdocument",
                        serialize=False,
                        to="innovaties.beschrijving",
                    ),
                ),
            ],
            options={
                "verbose_name": "werkdocument",
                "verbose_name_plural": "werkdocumenten",
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["zoek"], name="werkdocument_zoek"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["facetten"], name="werkdocument_facetten"
                    ),
                ],
            },
        ),
        migrations.RunSQL(ZOEK, "DROP FUNCTION zoek_werkdocumenten(tsquery)"),
    ]
