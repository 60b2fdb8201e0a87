"""Raise `Stand.nummer` whenever something that a visitor can see changes, whoever changes it."""

from django.db import migrations

TABELLEN = [
    "innovaties_zoekdocument",
    "innovaties_innovatie",
    "innovaties_thema",
    "innovaties_methodiek",
    "innovaties_doelgroep",
    "innovaties_element",
    "innovaties_trefwoord",
    "organisaties_organisatie",
    "organisaties_organisatie_regios",
    "organisaties_regio",
    "organisaties_regio_provincies",
]

FUNCTIE = """
INSERT INTO innovaties_stand (id, nummer) VALUES (1, 0);
CREATE FUNCTION verhoog_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO innovaties_stand (id, nummer) VALUES (1, 1)
        ON CONFLICT (id) DO UPDATE SET nummer = innovaties_stand.nummer + 1;
    RETURN NULL;
END $$;
"""
TRIGGERS = "".join(
    f"CREATE TRIGGER stand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {tabel} "
    "FOR EACH STATEMENT EXECUTE FUNCTION verhoog_stand();\n"
    for tabel in TABELLEN
)
# Drafts are saved every few seconds; only versions that were published count.
GEPUBLICEERD = """
CREATE TRIGGER stand AFTER UPDATE ON innovaties_beschrijving FOR EACH ROW
    WHEN (OLD.gepubliceerd_op IS NOT NULL OR NEW.gepubliceerd_op IS NOT NULL)
    EXECUTE FUNCTION verhoog_stand();
"""
TERUG = (
    "".join(f"DROP TRIGGER stand ON {tabel};\n" for tabel in [*TABELLEN, "innovaties_beschrijving"])
    + "DROP FUNCTION verhoog_stand(); DELETE FROM innovaties_stand;"
)


class Migration(migrations.Migration):
    dependencies = [("innovaties", "0001_initial"), ("organisaties", "0001_initial")]

    operations = [migrations.RunSQL(FUNCTIE + TRIGGERS + GEPUBLICEERD, TERUG)]
