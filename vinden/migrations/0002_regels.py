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
# visitors do themselves.
STAND = """
INSERT INTO vinden_stand (id, nummer, meedoen, documenten, namen) VALUES (1, 0, 0, 0, 0);
CREATE FUNCTION verhoog_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO vinden_stand (id, nummer, meedoen, documenten, namen) VALUES (1, 1, 1, 1, 1)
        ON CONFLICT (id) DO UPDATE SET
            nummer = vinden_stand.nummer + (TG_ARGV[0] IS DISTINCT FROM 'meedoen')::int,
            meedoen = vinden_stand.meedoen + (TG_ARGV[0] IS NOT DISTINCT FROM 'meedoen')::int,
            documenten = vinden_stand.documenten + (TG_ARGV[0] IS NOT DISTINCT FROM 'documenten')::int,
            namen = vinden_stand.namen + (TG_ARGV[0] IS NOT DISTINCT FROM 'namen')::int;
    RETURN NULL;
END $$;
"""
STAND_TERUG = "DROP FUNCTION verhoog_stand(); DELETE FROM vinden_stand;"
TABELLEN = ("vinden_wegwijzer_regios", "organisaties_organisatie_regios")
NAMEN = (
    *("organisaties_organisatie", "organisaties_regio", "organisaties_regio_provincies"),
    *("organisaties_plaats", "organisaties_plaats_regios", "vinden_anderenaam"),
)
# A worker reads only the documents that changed since it read them.
NOTEER = """
CREATE FUNCTION noteer_wijziging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO vinden_wijziging (tabel, sleutel, nummer)
        SELECT %L, %I, (SELECT documenten FROM vinden_stand) FROM gewijzigd
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
