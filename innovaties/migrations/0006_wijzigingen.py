"""Which search documents changed, and which names of values; words in their places apart."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations

from vinden.triggers import noteert_wijziging, verhoogt_ook, vult_zinnen

NAMEN = [f"innovaties_{lijst}" for lijst in ("thema", "methodiek", "doelgroep", "element")]


class Migration(migrations.Migration):
    dependencies = [("innovaties", "0005_andere_namen"), ("vinden", "0007_wijzigingen")]

    operations = [
        verhoogt_ook(*NAMEN, wat="'namen'"),
        migrations.RemoveIndex("zoekdocument", "zoekdocument_zoek"),
        migrations.AddField(
            "zoekdocument",
            "zinnen",
            django.contrib.postgres.search.SearchVectorField(default=""),
            preserve_default=False,
        ),
        vult_zinnen("innovaties_zoekdocument"),
        migrations.AddIndex(
            "zoekdocument",
            django.contrib.postgres.indexes.GinIndex(
                fields=["zoek"], name="zoekdocument_zoek", fastupdate=False
            ),
        ),
        noteert_wijziging("innovaties_zoekdocument", "beschrijving_id"),
    ]
