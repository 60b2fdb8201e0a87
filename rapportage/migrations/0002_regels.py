"""A report that was delivered is never changed or removed."""

from django.db import migrations

WEIGER = """
CREATE FUNCTION weiger_rapportwijziging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Een opgeleverd rapport wordt niet gewijzigd of verwijderd.'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER bevroren BEFORE UPDATE OR DELETE ON rapportage_rapport FOR EACH ROW
    WHEN (OLD.opgeleverd_op IS NOT NULL) EXECUTE FUNCTION weiger_rapportwijziging();
"""
TERUG = """
DROP TRIGGER bevroren ON rapportage_rapport;
DROP FUNCTION weiger_rapportwijziging();
"""


class Migration(migrations.Migration):
    dependencies = [("rapportage", "0001_initial")]

    operations = [
        migrations.RunSQL(WEIGER, TERUG),
    ]
