"""What a visitor sees of wishes and inventories raises the stand."""

from django.db import migrations

from vinden.triggers import verhoogt_stand, verhoogt_stand_bij

TABELLEN = [f"wensen_{naam}" for naam in ("inventarisatie", "gebied", "uitkomstregel")]


class Migration(migrations.Migration):
    dependencies = [("wensen", "0001_initial"), ("vinden", "0002_regels")]

    operations = [
        verhoogt_stand(*TABELLEN),
        # Of who wants a wish too, a visitor sees only those who confirmed; others may be a robot.
        verhoogt_stand_bij(
            "wensen_belangstelling",
            erbij="NEW.bevestigd_op IS NOT NULL",
            anders="NEW.bevestigd_op IS NOT NULL OR OLD.bevestigd_op IS NOT NULL",
            weg="OLD.bevestigd_op IS NOT NULL",
            wat="'meedoen'",
        ),
    ]
