"""A goal never serves itself, by whatever way; a project serves goals of its own network."""

from django.db import migrations

from vinden.triggers import verhoogt_stand

# Who changes goals of one network at once waits, or two halves of a circle could be made.
KRINGEN = """
CREATE FUNCTION weiger_doelkring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.boven_id IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('opgaven_doel'), NEW.netwerk_id::int);
    IF NOT EXISTS (SELECT 1 FROM opgaven_doel
            WHERE id = NEW.boven_id AND netwerk_id = NEW.netwerk_id) THEN
        RAISE EXCEPTION 'Een doel draagt alleen bij aan een doel van hetzelfde netwerk.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        WITH RECURSIVE hoger AS (
            SELECT id, boven_id FROM opgaven_doel WHERE id = NEW.boven_id
            UNION
            SELECT d.id, d.boven_id FROM opgaven_doel d JOIN hoger ON d.id = hoger.boven_id
        ) SELECT 1 FROM hoger WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'Een doel kan niet via een omweg bijdragen aan zichzelf.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER geen_kring BEFORE INSERT OR UPDATE ON opgaven_doel
    FOR EACH ROW EXECUTE FUNCTION weiger_doelkring();
"""
# The rows of the list are only ever added and taken away, and no row moves to another network.
EIGEN_NETWERK = """
CREATE FUNCTION weiger_vreemd_doel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM opgaven_project p JOIN opgaven_doel d USING (netwerk_id)
            WHERE p.id = NEW.project_id AND d.id = NEW.doel_id) THEN
        RAISE EXCEPTION 'Een project draagt alleen bij aan doelen van het eigen netwerk.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER eigen_netwerk BEFORE INSERT OR UPDATE ON opgaven_project_doelen
    FOR EACH ROW EXECUTE FUNCTION weiger_vreemd_doel();
"""
EIGEN_NETWERK += """
CREATE FUNCTION weiger_vreemd_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.project_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM opgaven_project
            WHERE id = NEW.project_id AND netwerk_id = NEW.netwerk_id) THEN
        RAISE EXCEPTION 'Een indicator hoort bij een project van het eigen netwerk.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER eigen_netwerk BEFORE INSERT OR UPDATE ON opgaven_indicator
    FOR EACH ROW EXECUTE FUNCTION weiger_vreemd_project();
"""
EIGEN_NETWERK_TERUG = """
DROP TRIGGER eigen_netwerk ON opgaven_indicator;
DROP FUNCTION weiger_vreemd_project();
DROP TRIGGER eigen_netwerk ON opgaven_project_doelen;
DROP FUNCTION weiger_vreemd_doel();
"""
KRINGEN_TERUG = """
DROP TRIGGER geen_kring ON opgaven_doel;
DROP FUNCTION weiger_doelkring();
"""
TABELLEN = [
    f"opgaven_{naam}"
    for naam in (
        *("netwerk", "netwerk_regios", "netwerk_organisaties", "doel"),
        *("indicator", "indicatormeting"),
        *("project", "project_doelen", "project_themas", "project_innovaties"),
        *("inspanning", "actie", "werkagenda", "agendathema", "agendathema_themas"),
        *("randvoorwaarde", "actiepunt", "actiepunt_lessen", "actiepunt_innovaties"),
        *("les", "les_themas", "les_elementen", "les_innovaties", "lestaak", "regioervaring"),
        "regioervaring_lessen",
    )
]


class Migration(migrations.Migration):
    dependencies = [("opgaven", "0001_initial"), ("vinden", "0002_regels")]

    operations = [
        migrations.RunSQL(KRINGEN, KRINGEN_TERUG),
        migrations.RunSQL(EIGEN_NETWERK, EIGEN_NETWERK_TERUG),
        verhoogt_stand(*TABELLEN),
    ]
