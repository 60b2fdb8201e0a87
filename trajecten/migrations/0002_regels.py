"""What a visitor sees of tranches and trajecten raises the stand."""

from django.db import migrations

from vinden.triggers import verhoogt_stand

TABELLEN = [
    f"trajecten_{naam}"
    for naam in (
        *("tranche", "traject", "traject_coaches", "deelname"),
        *("begeleidingsplan", "trajectevaluatie", "leerpunt"),
    )
]


class Migration(migrations.Migration):
    dependencies = [("trajecten", "0001_initial"), ("vinden", "0002_regels")]

    operations = [
        verhoogt_stand(*TABELLEN),
        verhoogt_stand("trajecten_toezegging", wat="'meedoen'"),
    ]
