"""For migrations: what visitors see raises the stand, names go with their row."""

from __future__ import annotations

from django.db.migrations import RunSQL


def verhoogt_stand(*tabellen: str, wat: str = "") -> RunSQL:
    """Raise the stand with each transaction that changes `tabellen`; with `wat` that column too.

    `'meedoen'` alone raises that column and no other: for what visitors do themselves.
    """
    return RunSQL(
        "".join(
            f"CREATE TRIGGER stand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {tabel} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION verhoog_stand({wat});\n"
            for tabel in tabellen
        ),
        "".join(f"DROP TRIGGER stand ON {tabel};\n" for tabel in tabellen),
    )


def noteert_wijziging(tabel: str, sleutel: str) -> RunSQL:
    """Note which documents of `tabel`, with the key `sleutel`, changed at which number.

    By its name this fires before the trigger that has the number raised.
    """
    momenten = {"erbij": ("INSERT", "NEW"), "anders": ("UPDATE", "NEW"), "weg": ("DELETE", "OLD")}
    return RunSQL(
        "".join(
            f"CREATE TRIGGER noteer_{naam} AFTER {moment} ON {tabel} "
            f"REFERENCING {kant} TABLE AS gewijzigd "
            f"FOR EACH STATEMENT EXECUTE FUNCTION noteer_wijziging('{sleutel}');\n"
            for naam, (moment, kant) in momenten.items()
        ),
        "".join(f"DROP TRIGGER noteer_{naam} ON {tabel};\n" for naam in momenten),
    )


def verhoogt_stand_bij(
    tabel: str, *, erbij: str = "", anders: str = "", weg: str = "", wat: str = ""
) -> RunSQL:
    """Raise the stand for each row of `tabel` that comes, changes or goes on these conditions.

    `wat` is as for `verhoogt_stand`.
    """
    bij = {
        naam: (moment, voorwaarde)
        for naam, moment, voorwaarde in (
            ("stand_erbij", "INSERT", erbij),
            ("stand_anders", "UPDATE", anders),
            ("stand_weg", "DELETE", weg),
        )
        if voorwaarde
    }
    return RunSQL(
        "".join(
            f"CREATE TRIGGER {naam} AFTER {moment} ON {tabel} FOR EACH ROW "
            f"WHEN ({voorwaarde}) EXECUTE FUNCTION verhoog_stand({wat});\n"
            for naam, (moment, voorwaarde) in bij.items()
        ),
        "".join(f"DROP TRIGGER {naam} ON {tabel};\n" for naam in bij),
    )


def neemt_namen_mee(facet: str, tabel: str) -> RunSQL:
    """Let the other names of a row of `tabel`, a value of `facet`, follow it, and go with it."""
    return RunSQL(
        f"CREATE TRIGGER namen AFTER UPDATE OF slug OR DELETE ON {tabel} "
        f"FOR EACH ROW EXECUTE FUNCTION neem_namen_mee({facet})",
        f"DROP TRIGGER namen ON {tabel}",
    )
