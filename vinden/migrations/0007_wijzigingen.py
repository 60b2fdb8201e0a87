"""What changed of search documents and of names, so that a worker reads no more; phrases apart."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from vinden.triggers import noteert_wijziging, verhoogt_ook, vult_zinnen

TELT = """
CREATE OR REPLACE FUNCTION verhoog_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO vinden_stand (id, nummer, documenten, namen) VALUES (1, 1, 1, 1)
        ON CONFLICT (id) DO UPDATE SET
            nummer = vinden_stand.nummer + 1,
            documenten = vinden_stand.documenten + (TG_ARGV[0] IS NOT DISTINCT FROM 'documenten')::int,
            namen = vinden_stand.namen + (TG_ARGV[0] IS NOT DISTINCT FROM 'namen')::int;
    RETURN NULL;
END $$;
"""
TELDE = """
CREATE OR REPLACE FUNCTION verhoog_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO vinden_stand (id, nummer, documenten) VALUES (1, 1, 1)
        ON CONFLICT (id) DO UPDATE SET
            nummer = vinden_stand.nummer + 1,
            documenten = vinden_stand.documenten + (TG_NARGS > 0)::int;
    RETURN NULL;
END $$;
"""
NOTEER = """
CREATE FUNCTION noteer_wijziging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO vinden_wijziging (tabel, sleutel, nummer)
        SELECT %L, %I, (SELECT documenten FROM vinden_stand) FROM gewijzigd
        ON CONFLICT (tabel, sleutel) DO UPDATE SET nummer = EXCLUDED.nummer',
        TG_TABLE_NAME, TG_ARGV[0]
    );
    RETURN NULL;
END $$;
"""
NAMEN = (
    *("organisaties_organisatie", "organisaties_regio", "organisaties_regio_provincies"),
    *("organisaties_plaats", "organisaties_plaats_regios", "vinden_anderenaam"),
)


class Migration(migrations.Migration):
    dependencies = [("vinden", "0006_gemiste_vraag")]

    operations = [
        migrations.AddField("stand", "namen", models.BigIntegerField(default=0)),
        migrations.CreateModel(
            name="Wijziging",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tabel",
                        "sleutel",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("tabel", models.CharField(max_length=60)),
                ("sleutel", models.BigIntegerField()),
                ("nummer", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "wijziging",
                "verbose_name_plural": "wijzigingen",
                "indexes": [models.Index(fields=["nummer"], name="wijziging_nummer")],
            },
        ),
        migrations.RunSQL(TELT, TELDE),
        migrations.RunSQL(NOTEER, "DROP FUNCTION noteer_wijziging()"),
        verhoogt_ook(*NAMEN, wat="'namen'"),
        migrations.RemoveIndex("wegwijzer", "wegwijzer_zoek"),
        migrations.AddField(
            "wegwijzer",
            "zinnen",
            django.contrib.postgres.search.SearchVectorField(default=""),
            preserve_default=False,
        ),
        vult_zinnen("vinden_wegwijzer"),
        migrations.AddIndex(
            "wegwijzer",
            django.contrib.postgres.indexes.GinIndex(
                fields=["zoek"], name="wegwijzer_zoek", fastupdate=False
            ),
        ),
        noteert_wijziging("vinden_wegwijzer", "id"),
    ]
