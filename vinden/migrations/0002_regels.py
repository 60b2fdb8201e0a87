"""What a visitor can see raises `Stand.nummer`, whoever changes it; names go with their row.

Passages are made where PostgreSQL has pgvector.
"""

from typing import Any

from django.db import migrations

from vinden.passagetabel import maak, verwijder
from vinden.triggers import (
    neemt_namen_mee,
    noteert_wijziging,
    verhoogt_stand,
    verhoogt_stand_bij,
)

# With an argument, what changed is also a search document or a name of a value; or only what
# visitors do themselves. What changed is noted in a setting that lasts as long as the transaction,
# and the row, which all wait for, is raised when nothing else is left to do: deferred, and once
# more after all that was deferred too, such as foreign keys that wait for rows of others.
STAND = """
INSERT INTO vinden_stand (id, nummer, meedoen, documenten, namen) VALUES (1, 0, 0, 0, 0);
CREATE UNLOGGED TABLE vinden_verhoging (
    transactie xid8 PRIMARY KEY DEFAULT pg_current_xact_id(),
    als_laatste boolean NOT NULL DEFAULT false
);
CREATE FUNCTION verhoog_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wat text := coalesce(TG_ARGV[0], 'nummer');
    al text[] := string_to_array(current_setting('vinden.verhoogt', true), ' ');
BEGIN
    IF wat <> ALL (coalesce(al, '{}')) THEN
        PERFORM set_config('vinden.verhoogt', array_to_string(al || wat, ' '), true);
    END IF;
    IF coalesce(cardinality(al), 0) = 0 THEN
        INSERT INTO vinden_verhoging DEFAULT VALUES;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION voer_verhoging_door() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wat text[] := string_to_array(current_setting('vinden.verhoogt', true), ' ');
    nieuw bigint;
BEGIN
    IF NOT NEW.als_laatste THEN
        UPDATE vinden_verhoging SET als_laatste = true WHERE transactie = NEW.transactie;
        RETURN NULL;
    END IF;
    PERFORM set_config('vinden.verhoogt', '', true);
    DELETE FROM vinden_verhoging WHERE transactie = NEW.transactie;
    INSERT INTO vinden_stand (id, nummer, meedoen, documenten, namen) VALUES (1, 1, 1, 1, 1)
        ON CONFLICT (id) DO UPDATE SET
            nummer = vinden_stand.nummer + (wat <> '{meedoen}')::int,
            meedoen = vinden_stand.meedoen + ('meedoen' = ANY (wat))::int,
            documenten = vinden_stand.documenten + ('documenten' = ANY (wat))::int,
            namen = vinden_stand.namen + ('namen' = ANY (wat))::int
        RETURNING documenten INTO nieuw;
    UPDATE vinden_wijziging SET nummer = nieuw WHERE nummer = 9223372036854775807;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER als_laatste_omhoog AFTER INSERT OR UPDATE ON vinden_verhoging
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION voer_verhoging_door();
"""
STAND_TERUG = """
DROP TABLE vinden_verhoging;
DROP FUNCTION voer_verhoging_door();
DROP FUNCTION verhoog_stand();
DELETE FROM vinden_stand;
"""
TABELLEN = ("vinden_wegwijzer_regios", "organisaties_organisatie_regios")
NAMEN = (
    *("organisaties_organisatie", "organisaties_regio", "organisaties_regio_provincies"),
    *("organisaties_plaats", "organisaties_plaats_regios", "vinden_anderenaam"),
)
# A worker reads only the documents that changed since it read them. Until the stand is raised a
# change has the highest number there is: only who made it sees that.
NOTEER = """
CREATE FUNCTION noteer_wijziging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO vinden_wijziging (tabel, sleutel, nummer)
        SELECT %L, %I, 9223372036854775807 FROM gewijzigd
        ON CONFLICT (tabel, sleutel) DO UPDATE SET nummer = EXCLUDED.nummer',
        TG_TABLE_NAME, TG_ARGV[0]
    );
    RETURN NULL;
END $$;
"""
NEEM_MEE = """
CREATE FUNCTION neem_namen_mee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM vinden_anderenaam WHERE facet = TG_ARGV[0] AND slug = OLD.slug;
    ELSIF NEW.slug <> OLD.slug THEN
        UPDATE vinden_anderenaam SET slug = NEW.slug
            WHERE facet = TG_ARGV[0] AND slug = OLD.slug;
    END IF;
    RETURN NULL;
END $$;
"""
# As the function of descriptions; see `innovaties.0002_regels`.
ZOEK = """
CREATE FUNCTION zoek_wegwijzers(vraag tsquery) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE SET enable_seqscan = off SET jit = off
AS $$
    SELECT coalesce(string_agg(int4send(id::int), ''), '')
    FROM vinden_wegwijzer WHERE zoek @@ vraag
$$;
"""


def maak_passages(_apps: Any, schema_editor: Any) -> None:
    maak(schema_editor.connection)


def verwijder_passages(_apps: Any, schema_editor: Any) -> None:
    verwijder(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("vinden", "0001_initial"), ("organisaties", "0001_initial")]

    operations = [
        migrations.RunSQL(STAND, STAND_TERUG),
        verhoogt_stand(*TABELLEN),
        verhoogt_stand(*NAMEN, wat="'namen'"),
        verhoogt_stand("vinden_wegwijzer", wat="'documenten'"),
        migrations.RunSQL(NOTEER, "DROP FUNCTION noteer_wijziging()"),
        noteert_wijziging("vinden_wegwijzer", "id"),
        verhoogt_stand_bij(
            "vinden_encoder",
            erbij="true",
            anders="NEW.laatst_gezien > OLD.laatst_gezien + interval '1 minute'",
        ),
        migrations.RunSQL(NEEM_MEE, "DROP FUNCTION neem_namen_mee()"),
        neemt_namen_mee("regio", "organisaties_regio"),
        neemt_namen_mee("organisatie", "organisaties_organisatie"),
        migrations.RunSQL(ZOEK, "DROP FUNCTION zoek_wegwijzers(tsquery)"),
        migrations.RunPython(maak_passages, verwijder_passages),
    ]
