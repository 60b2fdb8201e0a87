"""The lock that all wait for who give or take seats."""

from __future__ import annotations

from masterclasses.models import Masterclass

_VERGRENDEL = "SELECT * FROM masterclasses_masterclass WHERE id = %s FOR NO KEY UPDATE"


def vergrendel(masterclass: Masterclass) -> Masterclass:
    """The row of `masterclass` as it is now. All that gives or takes seats waits for this lock.

    Written out, since all who register at once do so one after the other. Raises
    Masterclass.DoesNotExist when it was thrown away meanwhile.
    """
    for gevonden in Masterclass.objects.raw(_VERGRENDEL, [masterclass.pk]):
        return gevonden
    raise Masterclass.DoesNotExist
