"""Related rows, read in the query of the row that they belong to.

What `prefetch_related` asks in a query for each relation, `met_rijen` asks in one: of a page whose
rows stand in a dozen tables those queries were half the time. They are as fresh as the row itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models.base import ModelState
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable

from basis.velden import OpAlfabet

LEZEN = "meteen_gelezen"
"""Under this name the query gives the rows of all relations."""

ANDERS_IN_JSON = (models.DateField, models.DecimalField, models.DurationField, models.UUIDField)
"""Columns of which JSON gives the value in another type."""


@dataclass(frozen=True)
class _Rijmaker:
    """Makes an instance of `model` of its values, and behind these those of its `verwijzingen`."""

    model: type[models.Model]
    namen: list[str]
    zetten_om: Mapping[int, Callable[[Any], Any]]
    verwijzingen: dict[Any, _Rijmaker]

    @classmethod
    def van(cls, model: type[models.Model], verwijzingen: list[Any]) -> _Rijmaker:
        velden = model._meta.concrete_fields
        anders = {n: v.to_python for n, v in enumerate(velden) if isinstance(v, ANDERS_IN_JSON)}
        daar = {veld: cls.van(veld.related_model, []) for veld in verwijzingen}
        return cls(model, [veld.attname for veld in velden], anders, daar)

    def __call__(self, bij: models.Model, waarden: list[Any]) -> models.Model:
        """The row of which `waarden` came with `bij`, and that asks for what it lacks as that."""
        eigen = waarden[: len(self.namen)]
        for plek, zet_om in self.zetten_om.items():
            eigen[plek] = zet_om(eigen[plek])
        rij = self.model.__new__(self.model)
        rij.__dict__ |= zip(self.namen, eigen, strict=True)
        rij._state = _stand_als(bij)  # noqa: SLF001 (what the model itself does is for any values)
        waarden_daar = waarden[len(self.namen) :]
        for (veld, maak), daar in zip(self.verwijzingen.items(), waarden_daar, strict=True):
            veld.set_cached_value(rij, daar and maak(bij, daar))
        return rij


def _stand_als(bij: models.Model) -> ModelState:
    """That of a row which was read as `bij` was."""
    stand, van = ModelState(), bij._state  # noqa: SLF001 (as Django's own prefetching does)
    stand.adding, stand.db, stand.fetch_mode = False, van.db, van.fetch_mode
    return stand


class _Gelezen(models.QuerySet[Any]):
    """The rows of a relation, all that there are."""

    def __init__(self, model: Any, rijen: list[models.Model]) -> None:
        super().__init__(model)
        self._result_cache, self._prefetch_done = rijen, True

    def _chain(self) -> Any:
        raise TypeError("These rows came with the row they belong to: only all() is ready.")


@dataclass(frozen=True)
class _Relatie:
    """What asks for the rows of a relation as JSON, and what makes them."""

    naam: str
    sql: str
    maak: _Rijmaker
    terug: Any = None
    """The column with which such a row names the one that it belongs to, when it does."""

    def geef(self, rij: models.Model, gelezen: list[list[Any]] | None) -> None:
        """Let `rij` have its rows, as after `prefetch_related`."""
        rijen = [self.maak(rij, waarden) for waarden in gelezen or ()]
        for een in rijen if self.terug else ():
            self.terug.set_cached_value(een, rij)
        voorraad = rij.__dict__.setdefault("_prefetched_objects_cache", {})
        voorraad[self.naam] = _Gelezen(self.maak.model, rijen)


class _Lezer(ModelIterable):  # type: ignore[type-arg]  # of a class that takes none
    """Gives each row the rows of its `relaties`."""

    relaties: tuple[_Relatie, ...]

    def __iter__(self) -> Iterator[Any]:
        for rij in super().__iter__():
            for relatie, gelezen in zip(self.relaties, rij.__dict__.pop(LEZEN), strict=True):
                relatie.geef(rij, gelezen)
            yield rij


def met_rijen[Q: models.QuerySet[Any]](qs: Q, *namen: str) -> Q:
    """`qs`, of which each row comes with its rows of the relations `namen`; no query more."""
    model: Any = qs.model
    lezer, sql = _lezer(model, namen)
    erbij = qs.annotate(**{LEZEN: RawSQL(sql, ())})  # noqa: S611 (names of our own models)
    erbij._iterable_class = lezer  # noqa: SLF001 (as values() does)
    return erbij


@cache
def _lezer(model: Any, namen: tuple[str, ...]) -> tuple[type[_Lezer], str]:
    relaties = tuple(_relatie(model, naam) for naam in namen)
    lezer = type("_Lezer", (_Lezer,), {"relaties": relaties})
    return lezer, f"json_build_array({', '.join(relatie.sql for relatie in relaties)})"


def _relatie(model: type[models.Model], naam: str) -> _Relatie:
    veld: Any = model._meta.get_field(naam)
    daar = veld.related_model._meta
    hier = f"{model._meta.db_table}.{model._meta.pk.column}"
    van, waar, verwijzingen, terug = f"{daar.db_table} r", "", [], None
    if veld.one_to_many:
        terug = veld.field
        waar = f"r.{terug.column} = {hier}"
        verwijzingen = [v for v in daar.concrete_fields if v.is_relation and v is not terug]
    else:
        tussen = veld.remote_field.through._meta.db_table
        van += f" JOIN {tussen} t ON t.{veld.m2m_reverse_name()} = r.{daar.pk.column}"
        waar = f"t.{veld.m2m_column_name()} = {hier}"
    kolommen = [_kolommen("r", daar)]
    for nummer, verwijzing in enumerate(verwijzingen):
        doel, v = verwijzing.related_model._meta, f"v{nummer}"
        van += f" LEFT JOIN {doel.db_table} {v} ON {v}.{doel.pk.column} = r.{verwijzing.column}"
        er_is = f"r.{verwijzing.column} IS NOT NULL"
        kolommen.append(f"CASE WHEN {er_is} THEN json_build_array({_kolommen(v, doel)}) END")
    eerst = getattr(veld, "ordering", None) or daar.ordering
    op = ", ".join(_op_volgorde(daar, wat) for wat in eerst)
    rij = f"json_build_array({', '.join(kolommen)})"
    sql = f"(SELECT json_agg({rij} ORDER BY {op}) FROM {van} WHERE {waar})"  # noqa: S608 (likewise)
    return _Relatie(naam, sql, _Rijmaker.van(veld.related_model, verwijzingen), terug)


def _op_volgorde(model: Any, wat: str | OpAlfabet) -> str:
    """One item of the ordering of `model`, as SQL."""
    if isinstance(wat, OpAlfabet):
        (bron,) = wat.get_source_expressions()
        return OpAlfabet.template % {"expressions": _op_volgorde(model, bron.name)}
    kolom = model.pk if wat == "pk" else model.get_field(wat)
    return f"r.{kolom.column}"


def _kolommen(tabel: str, model: Any) -> str:
    return ", ".join(f"{tabel}.{veld.column}" for veld in model.concrete_fields)
