"""How much one e-mail address may leave unconfirmed: it is somebody whom we mail each time.

The counters of the gate (`gebruikers.actions.tel`) cannot say this: they know moments and not what
became of them, and who confirms or withdraws may go on at once.
"""

from __future__ import annotations

from django.db import connection

from basis.fouten import RuleViolation

MEESTE_ONBEVESTIGD = 5
"""Of each form, in a day."""


class TeVeelOnbevestigd(RuleViolation):
    """Too many for one address; whoever fills in the form must not be able to tell."""


def een_voor_een(formulier: str, email: str) -> None:
    """Let those who fill in `formulier` for one address wait for each other until commit.

    So that all are counted.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{formulier} {email}"])
