"""Small faults: each the text of a file with one thing in it changed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

ROLLEN = ("actions", "rechten", "regels")
"""The modules or packages of an app in which its rules live."""

_VERGELIJK: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
_VOEGWOORD: dict[type[ast.boolop], str] = {ast.And: " or ", ast.Or: " and "}
_SAMEN: dict[type[ast.operator], str] = {
    ast.BitAnd: "|", ast.BitOr: "&", ast.Add: "-", ast.Sub: "+",
}  # fmt: skip
_OPZOEK = {"__lt": "__lte", "__lte": "__lt", "__gt": "__gte", "__gte": "__gt"}
_KIEST = {"filter", "exclude"}
"""What narrows a query: without one part of it, too much is found."""


@dataclass(frozen=True)
class Mutant:
    """One change in one file: the bytes from `van` to `tot` become `nieuw`."""

    bestand: str
    van: int
    tot: int
    oud: str
    nieuw: str
    regels: tuple[int, int] | None
    """The first and last line that run when it matters; None for what runs at import."""
    regel: int

    @property
    def app(self) -> str:
        return self.bestand.partition("/")[0]

    def __str__(self) -> str:
        oud, nieuw = (" ".join(tekst.split()) for tekst in (self.oud, self.nieuw))
        return f"{self.bestand}:{self.regel}  {oud}  ->  {nieuw}"

    def in_tekst(self, tekst: bytes) -> bytes:
        """The whole file with this fault in it."""
        return tekst[: self.van] + self.nieuw.encode() + tekst[self.tot :]


def is_regel(pad: str) -> bool:
    """Whether the file at `pad`, from the root, belongs to the rules of an app."""
    _app, *binnen = pad.removesuffix(".py").split("/")
    return pad.endswith(".py") and bool(binnen) and binnen[0] in ROLLEN


def fouten_in(bestand: str, tekst: bytes) -> list[Mutant]:
    """Every fault that this knows how to make in `bestand`, in the order of the text."""
    maker = _Maker(bestand, tekst)
    for opdracht in ast.parse(tekst).body:
        maker.lees(opdracht)
    uniek = {(fout.van, fout.tot, fout.nieuw): fout for fout in maker.gevonden}
    return [uniek[plek] for plek in sorted(uniek)]


class _Maker:
    """Walks one file, and notes what could go wrong where."""

    def __init__(self, bestand: str, tekst: bytes) -> None:
        self.bestand, self.tekst = bestand, tekst
        self.begin = [0]
        for regel in tekst.splitlines(keepends=True):
            self.begin.append(self.begin[-1] + len(regel))
        self.gevonden: list[Mutant] = []

    def _plek(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        einde = self.begin[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        return self.begin[node.lineno - 1] + node.col_offset, einde

    def _noteer(
        self, node: ast.expr | ast.stmt, nieuw: str, regels: tuple[int, int] | None
    ) -> None:
        van, tot = self._plek(node)
        oud = self.tekst[van:tot].decode()
        self.gevonden.append(Mutant(self.bestand, van, tot, oud, nieuw, regels, node.lineno))

    def lees(self, opdracht: ast.stmt, *, in_functie: bool = False) -> None:
        """Note the faults of one statement, and of those in it."""
        if isinstance(opdracht, ast.FunctionDef):
            in_functie = True
        elif not isinstance(opdracht, ast.ClassDef):
            self._opdracht(opdracht, in_functie=in_functie)
        for binnen in _opdrachten(opdracht):
            self.lees(binnen, in_functie=in_functie)

    def _opdracht(self, opdracht: ast.stmt, *, in_functie: bool) -> None:
        kop = _kop(opdracht)
        laatste = max([opdracht.lineno, *(deel.end_lineno or 0 for deel in kop)])
        waar = (opdracht.lineno, laatste) if in_functie else None
        if waar:
            self._laat_weg(opdracht, waar)
        elif isinstance(opdracht, ast.Assign | ast.AnnAssign) and opdracht.value:
            self._tabel(opdracht.value)
        if isinstance(opdracht, ast.If | ast.While) and not _keert_zelf_om(opdracht.test):
            self._noteer(opdracht.test, f"not ({ast.unparse(opdracht.test)})", waar)
        for top in kop:
            for node in _delen(top):
                for nieuw in _anders(node):
                    self._noteer(node, nieuw, waar)

    def _laat_weg(self, opdracht: ast.stmt, waar: tuple[int, int] | None) -> None:
        """A call for what it does, a refusal, a value of a row, or what leaves early."""
        zet = isinstance(opdracht, ast.Assign) and isinstance(
            opdracht.targets[0], ast.Attribute | ast.Tuple
        )
        doet = isinstance(opdracht, ast.Expr) and isinstance(opdracht.value, ast.Call)
        slaat_over = isinstance(opdracht, ast.Continue) or (
            isinstance(opdracht, ast.Return) and opdracht.value is None
        )
        if zet or doet or slaat_over or isinstance(opdracht, ast.Raise | ast.AugAssign):
            self._noteer(opdracht, "pass", waar)

    def _tabel(self, waarde: ast.expr) -> None:
        """One entry more or less in a table of the module."""
        rijen = [
            deel
            for deel in ast.walk(waarde)
            if isinstance(deel, ast.Set | ast.Tuple | ast.List) and len(deel.elts) > 0
        ]
        alle = {ast.unparse(element) for rij in rijen for element in rij.elts}
        for rij in rijen:
            eigen = [ast.unparse(element) for element in rij.elts]
            for weg in eigen if len(eigen) > 1 else ():
                self._rij(rij, [element for element in eigen if element != weg])
            if isinstance(rij, ast.Set):
                for erbij in sorted(alle - set(eigen)):
                    self._rij(rij, [*eigen, erbij])
        for deel in ast.walk(waarde):
            if isinstance(deel, ast.Call) and ast.unparse(deel) == "frozenset()":
                for erbij in sorted(alle):
                    self._noteer(deel, f"frozenset({{{erbij}}})", None)

    def _rij(self, rij: ast.expr, elementen: list[str]) -> None:
        haken = "{}" if isinstance(rij, ast.Set) else "[]" if isinstance(rij, ast.List) else "()"
        komma = "," if haken == "()" else ""
        self._noteer(rij, f"{haken[0]}{', '.join(elementen)}{komma}{haken[1]}", None)


def _opdrachten(top: ast.AST) -> Iterator[ast.stmt]:
    """The statements right inside `top`, those that handle an exception too."""
    for deel in ast.iter_child_nodes(top):
        if isinstance(deel, ast.stmt):
            yield deel
        elif isinstance(deel, ast.excepthandler):
            yield from _opdrachten(deel)


def _kop(opdracht: ast.stmt) -> list[ast.expr]:
    """The expressions of a statement that run when it does, without those of statements in it."""
    if isinstance(opdracht, ast.With):
        return [deel.context_expr for deel in opdracht.items]
    kop = [deel for deel in ast.iter_child_nodes(opdracht) if isinstance(deel, ast.expr)]
    if isinstance(opdracht, ast.AnnAssign):
        kop.remove(opdracht.annotation)
    return kop


def _keert_zelf_om(voorwaarde: ast.expr) -> bool:
    """Whether another fault turns all of `voorwaarde` round already."""
    if isinstance(voorwaarde, ast.Compare):
        return not isinstance(voorwaarde.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE)
    return isinstance(voorwaarde, ast.UnaryOp) and isinstance(voorwaarde.op, ast.Not)


def _is_tekst(deel: ast.expr) -> bool:
    return isinstance(deel, ast.JoinedStr) or (
        isinstance(deel, ast.Constant) and isinstance(deel.value, str)
    )


def _delen(top: ast.AST) -> Iterator[ast.expr]:
    """The expressions in `top`, but not those that only make a sentence."""
    if isinstance(top, ast.JoinedStr):
        return
    if isinstance(top, ast.expr):
        yield top
    for deel in ast.iter_child_nodes(top):
        yield from _delen(deel)


def _anders(node: ast.expr) -> Iterator[str]:
    """What may stand in the place of `node`."""
    match node:
        case ast.Compare(left=links, ops=[op], comparators=[rechts]):
            yield f"({ast.unparse(links)} {_VERGELIJK[type(op)]} {ast.unparse(rechts)})"
        case ast.BoolOp(op=voegwoord, values=delen):
            yield f"({_VOEGWOORD[type(voegwoord)].join(f'({ast.unparse(d)})' for d in delen)})"
        case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=deel):
            yield f"({ast.unparse(deel)})"
        case ast.BinOp(left=links, op=op, right=rechts) if type(op) in _SAMEN:
            if not (_is_tekst(links) or _is_tekst(rechts)):
                yield f"({ast.unparse(links)} {_SAMEN[type(op)]} {ast.unparse(rechts)})"
        case ast.IfExp(test=voorwaarde, body=ja, orelse=nee):
            yield f"({ast.unparse(nee)} if {ast.unparse(voorwaarde)} else {ast.unparse(ja)})"
        case ast.Call(func=ast.Attribute(value=bron, attr=naam)) if naam in _KIEST:
            yield from _kiest_anders(node, ast.unparse(bron), naam)
        case ast.Constant(value=bool() | int() as waarde):
            yield str(not waarde if isinstance(waarde, bool) else waarde + 1)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            yield from _zonder_voorwaarde(node)


def _kiest_anders(call: ast.Call, bron: str, naam: str) -> Iterator[str]:
    delen = [*call.args, *call.keywords]
    teksten = [ast.unparse(deel) for deel in delen]
    for nummer, deel in enumerate(delen):
        zonder = ", ".join(teksten[:nummer] + teksten[nummer + 1 :])
        yield f"{bron}.{naam}({zonder})" if zonder else bron
        grens = (isinstance(deel, ast.keyword) and deel.arg) or ""
        for einde, ander in _OPZOEK.items():
            if grens.endswith(einde):
                eerder, later = teksten[:nummer], teksten[nummer + 1 :]
                nieuw = teksten[nummer].replace(f"{einde}=", f"{ander}=", 1)
                yield f"{bron}.{naam}({', '.join([*eerder, nieuw, *later])})"


def _zonder_voorwaarde(
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp,
) -> Iterator[str]:
    for deel in node.generators:
        if deel.ifs:
            bewaard, deel.ifs = deel.ifs, []
            yield ast.unparse(node)
            deel.ifs = bewaard
