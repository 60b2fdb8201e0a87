"""What the search index in memory needs: when to read it anew, and which documents have words."""

from django.db import migrations, models

VERHOOG = """
CREATE OR REPLACE FUNCTION verhoog_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO innovaties_stand (id, nummer, documenten) VALUES (1, 1, 1)
        ON CONFLICT (id) DO UPDATE SET
            nummer = innovaties_stand.nummer + 1,
            documenten = innovaties_stand.documenten
                + (TG_TABLE_NAME = 'innovaties_zoekdocument')::int;
    RETURN NULL;
END $$;
"""
VERHOOG_TERUG = """
CREATE OR REPLACE FUNCTION verhoog_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO innovaties_stand (id, nummer) VALUES (1, 1)
        ON CONFLICT (id) DO UPDATE SET nummer = innovaties_stand.nummer + 1;
    RETURN NULL;
END $$;
"""

# The keys as one value of four bytes each. For a word that many documents have, the planner would
# rather read all texts than the index, and a small work_mem makes it look into each text after all.
ZOEK = """
CREATE FUNCTION zoek_documenten(vraag tsquery) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE SET enable_seqscan = off SET jit = off SET work_mem = '16MB'
AS $$
    SELECT coalesce(string_agg(int4send(beschrijving_id::int), ''), '')
    FROM innovaties_zoekdocument WHERE zoek @@ vraag
$$;
"""
# Words that follow each other become words that both occur. Not where something is excluded:
# without a phrase, more would be excluded than was asked.
ZONDER_ZINNEN = """
CREATE FUNCTION zonder_zinnen(vraag tsquery) RETURNS tsquery LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE WHEN vraag::text LIKE '%!%' THEN vraag
        ELSE regexp_replace(vraag::text, '<(-|[0-9]+)>', '&', 'g')::tsquery END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("innovaties", "0002_stand_triggers")]

    operations = [
        migrations.AddField("stand", "documenten", models.BigIntegerField(default=0)),
        migrations.RunSQL(VERHOOG, VERHOOG_TERUG),
        migrations.RunSQL(ZOEK, "DROP FUNCTION zoek_documenten(tsquery)"),
        migrations.RunSQL(ZONDER_ZINNEN, "DROP FUNCTION zonder_zinnen(tsquery)"),
    ]
