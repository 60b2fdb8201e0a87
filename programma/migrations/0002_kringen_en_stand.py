"""A goal never serves itself, by whatever way; what a visitor sees raises the stand."""

from django.db import migrations

# Who changes goals of one network at once waits, or two halves of a circle could be made.
KRINGEN = """
CREATE FUNCTION weiger_doelkring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.boven_id IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('programma_doel'), NEW.netwerk_id::int);
    IF NOT EXISTS (SELECT 1 FROM programma_doel
            WHERE id = NEW.boven_id AND netwerk_id = NEW.netwerk_id) THEN
        RAISE EXCEPTION 'Een doel draagt alleen bij aan een doel van hetzelfde netwerk.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        WITH RECURSIVE hoger AS (
            SELECT id, boven_id FROM programma_doel WHERE id = NEW.boven_id
            UNION
            SELECT d.id, d.boven_id FROM programma_doel d JOIN hoger ON d.id = hoger.boven_id
        ) SELECT 1 FROM hoger WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'Een doel kan niet via een omweg bijdragen aan zichzelf.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER geen_kring BEFORE INSERT OR UPDATE ON programma_doel
    FOR EACH ROW EXECUTE FUNCTION weiger_doelkring();
"""
KRINGEN_TERUG = """
DROP TRIGGER geen_kring ON programma_doel;
DROP FUNCTION weiger_doelkring();
"""
TABELLEN = [
    f"programma_{naam}"
    for naam in (
        *("tranche", "toezegging", "traject", "traject_coaches", "deelname", "inventarisatie"),
        *("gebied", "uitkomstregel", "netwerk", "netwerk_regios", "netwerk_organisaties"),
        *("doel", "project", "project_doelen", "project_themas", "project_innovaties"),
        *("inspanning", "actie", "werkagenda", "agendathema", "agendathema_themas"),
        *("randvoorwaarde", "actiepunt", "actiepunt_lessen", "actiepunt_innovaties"),
        *("les", "les_themas", "les_elementen", "les_innovaties", "lestaak", "regioervaring"),
        "regioervaring_lessen",
        *("begeleidingsplan", "trajectevaluatie", "leerpunt"),
    )
]
TRIGGERS = "".join(
    f"CREATE TRIGGER stand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {tabel} "
    "FOR EACH STATEMENT EXECUTE FUNCTION verhoog_stand();\n"
    for tabel in TABELLEN
)
# Of who wants a wish too, a visitor sees only those who confirmed; others may be a robot.
WENS = """
CREATE TRIGGER stand_erbij AFTER INSERT ON programma_belangstelling FOR EACH ROW
    WHEN (NEW.bevestigd_op IS NOT NULL) EXECUTE FUNCTION verhoog_stand();
CREATE TRIGGER stand_anders AFTER UPDATE ON programma_belangstelling FOR EACH ROW
    WHEN (NEW.bevestigd_op IS NOT NULL OR OLD.bevestigd_op IS NOT NULL)
    EXECUTE FUNCTION verhoog_stand();
CREATE TRIGGER stand_weg AFTER DELETE ON programma_belangstelling FOR EACH ROW
    WHEN (OLD.bevestigd_op IS NOT NULL) EXECUTE FUNCTION verhoog_stand();
"""
TERUG = "".join(f"DROP TRIGGER stand ON {tabel};\n" for tabel in TABELLEN) + "".join(
    f"DROP TRIGGER stand_{naam} ON programma_belangstelling;\n"
    for naam in ("erbij", "anders", "weg")
)


class Migration(migrations.Migration):
    dependencies = [("programma", "0001_initial"), ("innovaties", "0009_programma")]

    operations = [
        migrations.RunSQL(KRINGEN, KRINGEN_TERUG),
        migrations.RunSQL(TRIGGERS + WENS, TERUG),
    ]
