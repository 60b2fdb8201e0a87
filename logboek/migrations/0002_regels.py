"""A log row is never changed or removed."""

from django.db import migrations

WEIGER = """
CREATE FUNCTION weiger_logwijziging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Een logregel wordt niet gewijzigd of verwijderd.'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER alleen_toevoegen BEFORE UPDATE OR DELETE ON logboek_logregel
    FOR EACH ROW EXECUTE FUNCTION weiger_logwijziging();
"""
TERUG = """
DROP TRIGGER alleen_toevoegen ON logboek_logregel;
DROP FUNCTION weiger_logwijziging();
"""


class Migration(migrations.Migration):
    dependencies = [("logboek", "0001_initial")]

    operations = [
        migrations.RunSQL(WEIGER, TERUG),
    ]
