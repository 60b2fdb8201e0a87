"""Raise `Stand.nummer` whenever something that a visitor can see changes, whoever changes it."""

from django.db import migrations

from vinden.triggers import verhoogt_stand

# With an argument, what changed is a search document, which the index in memory is read from.
FUNCTIE = """
INSERT INTO vinden_stand (id, nummer, documenten) VALUES (1, 0, 0);
CREATE FUNCTION verhoog_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO vinden_stand (id, nummer, documenten) VALUES (1, 1, 1)
        ON CONFLICT (id) DO UPDATE SET
            nummer = vinden_stand.nummer + 1,
            documenten = vinden_stand.documenten + (TG_NARGS > 0)::int;
    RETURN NULL;
END $$;
"""
TERUG = "DROP FUNCTION verhoog_stand(); DELETE FROM vinden_stand;"
TABELLEN = (
    "vinden_wegwijzer_regios",
    *("organisaties_organisatie", "organisaties_organisatie_regios"),
    *("organisaties_regio", "organisaties_regio_provincies"),
)


class Migration(migrations.Migration):
    dependencies = [("vinden", "0001_initial"), ("organisaties", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIE, TERUG),
        verhoogt_stand(*TABELLEN),
        verhoogt_stand("vinden_wegwijzer", wat="'documenten'"),
    ]
