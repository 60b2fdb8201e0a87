"""Log rows are only ever added."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from logboek.models import Logregel
from tests.maak import maak_beschrijving, maak_gebruiker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wijzig", [lambda r: r.update(wat="anders"), lambda r: r.delete()], ids=["update", "delete"]
)
def test_een_logregel_blijft_staan(wijzig: Callable[..., object]) -> None:
    Logregel.objects.schrijf(maak_beschrijving(), "ingediend", door=maak_gebruiker())

    with pytest.raises(IntegrityError, match="niet gewijzigd"), transaction.atomic():
        wijzig(Logregel.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM logboek_logregel")
        assert cursor.fetchone() == (1,)
