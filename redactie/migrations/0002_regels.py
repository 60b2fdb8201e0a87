"""Which versions have the words of a question."""

from django.db import migrations

# As the function of descriptions; see `innovaties.0002_regels`.
ZOEK = """
CREATE FUNCTION zoek_werkdocumenten(vraag tsquery) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE SET enable_seqscan = off SET jit = off
AS $$
    SELECT coalesce(string_agg(int4send(versie_id::int), ''), '')
    FROM redactie_werkdocument WHERE zoek @@ vraag
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("redactie", "0001_initial")]

    operations = [
        migrations.RunSQL(ZOEK, "DROP FUNCTION zoek_werkdocumenten(tsquery)"),
    ]
