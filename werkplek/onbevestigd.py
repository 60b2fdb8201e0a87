"""How much one e-mail address may leave unconfirmed: it is somebody whom we mail each time.

The counters of the gate (`gebruikers.actions.tel`) cannot say this: they know moments and not what
became of them, and who confirms or withdraws may go on at once.
Those who fill in one form for one address go one by one (`basis.slot`), so that all are counted.
"""

from __future__ import annotations

from basis.fouten import RuleViolation

MEESTE_ONBEVESTIGD = 5
"""Of each form, in a day."""


class TeVeelOnbevestigd(RuleViolation):
    """Too many for one address; whoever fills in the form must not be able to tell."""
