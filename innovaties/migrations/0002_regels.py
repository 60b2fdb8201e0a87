"""What a visitor sees raises the stand; which documents have the words of a question."""

from django.db import migrations

from vinden.triggers import verhoogt_stand, verhoogt_stand_bij

TABELLEN = [
    f"innovaties_{naam}"
    for naam in (
        *("innovatie", "thema", "methodiek", "doelgroep", "element", "trefwoord"),
        *(f"{rij}_wegwijzers" for rij in ("thema", "element", "innovatie")),
    )
]
# Drafts are saved every few seconds; only versions that were published count.
GEPUBLICEERD = "OLD.gepubliceerd_op IS NOT NULL OR NEW.gepubliceerd_op IS NOT NULL"

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


class Migration(migrations.Migration):
    dependencies = [("innovaties", "0001_initial"), ("vinden", "0002_regels")]

    operations = [
        verhoogt_stand(*TABELLEN),
        verhoogt_stand("innovaties_zoekdocument", wat="'documenten'"),
        verhoogt_stand_bij("innovaties_beschrijving", anders=GEPUBLICEERD),
        migrations.RunSQL(ZOEK, "DROP FUNCTION zoek_documenten(tsquery)"),
    ]
