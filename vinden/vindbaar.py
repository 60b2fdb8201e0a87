"""What the wegwijzer of a page says, and how it is kept true."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from basis.data import begin_van_dag
from organisaties.models import Organisatie, Regio
from vinden import wegwijzers
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer


@dataclass(frozen=True)
class Wijst:
    """What the wegwijzer of a page says: when, the words on the page, and what it is about.

    `themas`, `innovaties` and `elementen` are rows of the models of those names; `organisaties` are
    those that take part.
    """

    soort: Wegwijzersoort
    openbaar: bool
    samenvatting: str
    datum: datetime
    woorden: Iterable[str] = ()
    themas: Iterable[Model] = ()
    regios: Iterable[Regio] = ()
    innovaties: Iterable[Model] = ()
    elementen: Iterable[Model] = ()
    organisaties: Iterable[Organisatie] = ()


@transaction.atomic
def maak_vindbaar[M: Model](rij: M, wijst: Callable[[M], Wijst]) -> None:
    """Let search and its neighbours lead to `rij` as it is now, which `wijst` puts into words.

    Nothing leads to what is not for everyone, to a row that is gone, or to where it was before
    its web name changed.
    """
    model = type(rij)
    opnieuw = model._default_manager.select_for_update().filter(pk=rij.pk).first()
    if opnieuw is not None:
        zet(opnieuw, wijst(opnieuw))
    ruim_op(model)


def zet(rij: Any, wijst: Wijst) -> None:
    """Let search lead to `rij`, a row with a title and a page, or no longer."""
    if not wijst.openbaar:
        wegwijzers.haal_weg(rij.get_absolute_url())
        return
    wegwijzers.zet(
        wegwijzer=Wegwijzer(
            adres=rij.get_absolute_url(),
            soort=wijst.soort,
            titel=rij.titel,
            samenvatting=wijst.samenvatting,
            gepubliceerd_op=wijst.datum,
            tekst=" ".join(filter(None, wijst.woorden)),
        ),
        themas=wijst.themas,
        regios=wijst.regios,
        innovaties=wijst.innovaties,
        elementen=wijst.elementen,
        organisaties=wijst.organisaties,
    )


def ruim_op(model: Any) -> None:
    """Nothing leads any more to what no row of `model` has as its address.

    The kind of wegwijzer is called as the model.
    """
    adressen = [rij.get_absolute_url() for rij in model._default_manager.only("slug")]
    soort = Wegwijzersoort(model._meta.model_name or "")
    Wegwijzer.objects.filter(soort=soort).exclude(adres__in=adressen).delete()


def begin_van(deeldatum: str) -> datetime | None:
    """The start of the year, month or day in `deeldatum`; None for nothing."""
    if not deeldatum:
        return None
    jaar, maand, dag = (*deeldatum.split("-"), "1", "1")[:3]
    return begin_van_dag(date(int(jaar), int(maand), int(dag)))
