"""What a visitor sees raises the stand; other names go with their row; which documents have words.

And what a source only names has no rows of its own.
"""

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

# Whoever asks which documents have a word visits each of their rows. With the values kept apart, as
# the texts are, seven times as many fit on a page.
SMAL = "ALTER TABLE innovaties_zoekdocument SET (toast_tuple_target = 128)"
BREED = "ALTER TABLE innovaties_zoekdocument RESET (toast_tuple_target)"

RIJEN = [
    f"innovaties_{naam}"
    for naam in (
        *("partij", "elementregel", "succesfactor", "knelpunt", "cijfer", "toepassingelders"),
        *("materiaal", "illustratie", "beschrijving_doelgroepen"),
    )
]
"""What a genoemd has none of, beside the columns of the constraint whose name this carries."""

GEEN_RIJEN = (
    """
CREATE FUNCTION weiger_bij_genoemd() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE check_violation USING CONSTRAINT = 'beschrijving_genoemd_is_kort',
        MESSAGE = 'Wat een bron alleen noemt, heeft zulke rijen niet.';
END $$;
CREATE FUNCTION is_genoemd(pk bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT soort = 'genoemd' FROM innovaties_beschrijving WHERE id = pk
$$;
CREATE FUNCTION heeft_rijen(pk bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT {heeft}
$$;
CREATE TRIGGER genoemd_kort BEFORE UPDATE OF soort ON innovaties_beschrijving FOR EACH ROW
    WHEN (NEW.soort = 'genoemd' AND heeft_rijen(NEW.id)) EXECUTE FUNCTION weiger_bij_genoemd();
""".format(
        heeft=" OR ".join(f"EXISTS (SELECT FROM {een} WHERE beschrijving_id = pk)" for een in RIJEN)
    )
    + "".join(
        f"CREATE TRIGGER genoemd_kort BEFORE INSERT OR UPDATE ON {een} FOR EACH ROW "
        "WHEN (is_genoemd(NEW.beschrijving_id)) EXECUTE FUNCTION weiger_bij_genoemd();\n"
        for een in RIJEN
    )
)
WEL_RIJEN = "".join(
    f"DROP TRIGGER genoemd_kort ON {een};\n" for een in (*RIJEN, "innovaties_beschrijving")
) + (
    "DROP FUNCTION heeft_rijen(bigint); DROP FUNCTION is_genoemd(bigint);"
    "DROP FUNCTION weiger_bij_genoemd();"
)

# Whoever wrote it: a publication, an erasure, a report from elsewhere, a list whose name changed.
# An innovatie that nobody ever read has no document and is not `gepubliceerd`.
VERANDERD = """
CREATE FUNCTION innovatie_veranderd() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.veranderd_op = clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER veranderd BEFORE UPDATE OF gepubliceerd_id, bevestigd_op, archief_reden,
    archief_naar_id, slug ON innovaties_innovatie FOR EACH ROW
    WHEN ((OLD.gepubliceerd_id IS NOT NULL OR NEW.gepubliceerd_id IS NOT NULL)
        AND (OLD.gepubliceerd_id, OLD.bevestigd_op, OLD.archief_reden, OLD.archief_naar_id,
            OLD.slug) IS DISTINCT FROM (NEW.gepubliceerd_id, NEW.bevestigd_op, NEW.archief_reden,
            NEW.archief_naar_id, NEW.slug))
    EXECUTE FUNCTION innovatie_veranderd();
CREATE TRIGGER veranderd_erbij BEFORE INSERT ON innovaties_innovatie FOR EACH ROW
    WHEN (NEW.gepubliceerd_id IS NOT NULL) EXECUTE FUNCTION innovatie_veranderd();
CREATE FUNCTION beschrijving_veranderd() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE innovaties_innovatie SET veranderd_op = clock_timestamp()
    WHERE gepubliceerd_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER veranderd AFTER UPDATE ON innovaties_beschrijving FOR EACH ROW
    WHEN (NEW.gepubliceerd_op IS NOT NULL AND OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION beschrijving_veranderd();
CREATE FUNCTION document_veranderd() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE innovaties_innovatie SET veranderd_op = clock_timestamp()
    WHERE gepubliceerd_id = NEW.beschrijving_id;
    RETURN NULL;
END $$;
CREATE TRIGGER veranderd AFTER UPDATE ON innovaties_zoekdocument FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION document_veranderd();
"""
ONVERANDERD = """
DROP TRIGGER veranderd ON innovaties_zoekdocument;
DROP TRIGGER veranderd ON innovaties_beschrijving;
DROP FUNCTION document_veranderd();
DROP TRIGGER veranderd_erbij ON innovaties_innovatie;
DROP TRIGGER veranderd ON innovaties_innovatie;
DROP FUNCTION beschrijving_veranderd();
DROP FUNCTION innovatie_veranderd();
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
        migrations.RunSQL(SMAL, BREED),
        migrations.RunSQL(GEEN_RIJEN, WEL_RIJEN),
        migrations.RunSQL(VERANDERD, ONVERANDERD),
    ]
