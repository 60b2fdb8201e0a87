"""What a visitor sees raises the stand; other names go with their row; which documents have words."""

from django.db import migrations

from vinden.triggers import neemt_namen_mee, noteert_wijziging, verhoogt_stand, verhoogt_stand_bij

LIJSTEN = ("thema", "methodiek", "doelgroep", "element")
TABELLEN = [
    f"innovaties_{naam}"
    for naam in (
        *("innovatie", "trefwoord"),
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
        verhoogt_stand(*(f"innovaties_{lijst}" for lijst in LIJSTEN), wat="'namen'"),
        verhoogt_stand("innovaties_zoekdocument", wat="'documenten'"),
        noteert_wijziging("innovaties_zoekdocument", "beschrijving_id"),
        verhoogt_stand_bij("innovaties_beschrijving", anders=GEPUBLICEERD),
        *(neemt_namen_mee(lijst, f"innovaties_{lijst}") for lijst in LIJSTEN),
        migrations.RunSQL(ZOEK, "DROP FUNCTION zoek_documenten(tsquery)"),
    ]
