"""What somebody agreed to is never changed; what a visitor sees of an edition raises the stand."""

from django.db import migrations

from vinden.triggers import verhoogt_stand_bij

BEWIJS = """
CREATE FUNCTION weiger_toestemmingswijziging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Een toestemming wordt niet gewijzigd.'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER alleen_toevoegen BEFORE UPDATE ON nieuwsbrieven_toestemming
    FOR EACH ROW EXECUTE FUNCTION weiger_toestemmingswijziging();
"""
BEWIJS_TERUG = """
DROP TRIGGER alleen_toevoegen ON nieuwsbrieven_toestemming;
DROP FUNCTION weiger_toestemmingswijziging();
"""
# An edition is on the site from when it is sent, and its parts change no more from then on.
STAND = """
CREATE TRIGGER stand AFTER INSERT OR DELETE OR TRUNCATE ON nieuwsbrieven_editie
    FOR EACH STATEMENT EXECUTE FUNCTION verhoog_stand();
"""
STAND_TERUG = "DROP TRIGGER stand ON nieuwsbrieven_editie;"


class Migration(migrations.Migration):
    dependencies = [("nieuwsbrieven", "0001_initial"), ("vinden", "0002_regels")]

    operations = [
        migrations.RunSQL(BEWIJS, BEWIJS_TERUG),
        migrations.RunSQL(STAND, STAND_TERUG),
        verhoogt_stand_bij("nieuwsbrieven_editie", anders="OLD.status IS DISTINCT FROM NEW.status"),
    ]
