"""A seat belongs to who registered for it; what a visitor sees of a masterclass raises the stand."""

from django.db import migrations

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
        *("plek", "programmadeel", "spreker", "inschrijfvraag", "lesmateriaal", "verslag"),
    )
]
TRIGGERS = "".join(
    f"CREATE TRIGGER stand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {tabel} "
    "FOR EACH STATEMENT EXECUTE FUNCTION verhoog_stand();\n"
    for tabel in TABELLEN
)
# Of a registration a visitor sees only how many seats are left.
PLEKKEN_VRIJ = """
CREATE TRIGGER stand_erbij AFTER INSERT ON masterclasses_aanmelding FOR EACH ROW
    WHEN (NEW.plek_id IS NOT NULL) EXECUTE FUNCTION verhoog_stand();
CREATE TRIGGER stand_anders AFTER UPDATE ON masterclasses_aanmelding FOR EACH ROW
    WHEN (OLD.plek_id IS DISTINCT FROM NEW.plek_id) EXECUTE FUNCTION verhoog_stand();
CREATE TRIGGER stand_weg AFTER DELETE ON masterclasses_aanmelding FOR EACH ROW
    WHEN (OLD.plek_id IS NOT NULL) EXECUTE FUNCTION verhoog_stand();
"""
TERUG = "".join(f"DROP TRIGGER stand ON {tabel};\n" for tabel in TABELLEN) + "".join(
    f"DROP TRIGGER stand_{naam} ON masterclasses_aanmelding;\n"
    for naam in ("erbij", "anders", "weg")
)


class Migration(migrations.Migration):
    dependencies = [("masterclasses", "0001_initial"), ("innovaties", "0007_stand_wegwijzer")]

    operations = [
        migrations.RunSQL(PLEK, PLEK_TERUG),
        migrations.RunSQL(TRIGGERS + PLEKKEN_VRIJ, TERUG),
    ]
