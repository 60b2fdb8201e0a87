"""A seat belongs to who registered for it; what a visitor sees of a masterclass raises the stand."""

from django.db import migrations

from vinden.triggers import verhoogt_stand, verhoogt_stand_bij

# A seat in the room for who comes online, or at another masterclass, is no seat.
PLEK = """
ALTER TABLE masterclasses_plek ADD CONSTRAINT plek_samen UNIQUE (id, masterclass_id, wijze);
ALTER TABLE masterclasses_aanmelding ADD CONSTRAINT aanmelding_eigen_plek
    FOREIGN KEY (plek_id, masterclass_id, wijze)
    REFERENCES masterclasses_plek (id, masterclass_id, wijze);
"""
PLEK_TERUG = """
ALTER TABLE masterclasses_aanmelding DROP CONSTRAINT aanmelding_eigen_plek;
ALTER TABLE masterclasses_plek DROP CONSTRAINT plek_samen;
"""
TABELLEN = [
    f"masterclasses_{naam}"
    for naam in (
        *("masterclass", "masterclass_regios", "masterclass_innovaties", "masterclass_elementen"),
        *("programmadeel", "spreker", "inschrijfvraag", "lesmateriaal", "verslag"),
    )
]


class Migration(migrations.Migration):
    dependencies = [("masterclasses", "0001_initial"), ("vinden", "0002_regels")]

    operations = [
        migrations.RunSQL(PLEK, PLEK_TERUG),
        verhoogt_stand(*TABELLEN),
        verhoogt_stand("masterclasses_plek", wat="'meedoen'"),
        # Of a registration a visitor sees only how many seats are left.
        verhoogt_stand_bij(
            "masterclasses_aanmelding",
            erbij="NEW.plek_id IS NOT NULL",
            anders="OLD.plek_id IS DISTINCT FROM NEW.plek_id",
            weg="OLD.plek_id IS NOT NULL",
            wat="'meedoen'",
        ),
    ]
