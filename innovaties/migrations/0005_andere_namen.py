"""The other names of a row of a list follow its web name, and go with it."""

from django.db import migrations

from vinden.triggers import neemt_namen_mee


class Migration(migrations.Migration):
    dependencies = [("innovaties", "0004_archief_op"), ("vinden", "0003_andere_naam")]

    operations = [
        neemt_namen_mee(lijst, f"innovaties_{lijst}")
        for lijst in ("thema", "methodiek", "doelgroep", "element")
    ]
