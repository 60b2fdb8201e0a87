"""Which small faults `make mutanten` makes of a piece of code, written out."""

import ast

import pytest

from scripts.mutanten.fouten import fouten_in, is_regel


def gemaakt(code: str) -> list[str]:
    """The faults in `code`, each as the line that it makes of it."""
    fouten = fouten_in("app/actions.py", code.encode())
    for fout in fouten:
        ast.parse(fout.in_tekst(code.encode()))
    return [" ".join(f"{fout.oud} -> {fout.nieuw}".split()) for fout in fouten]


@pytest.mark.parametrize(
    ("regel", "verwacht"),
    [
        ("x = a < b", ["a < b -> (a <= b)"]),
        ("x = a is None", ["a is None -> (a is not None)"]),
        ("x = a and not b", ["a and not b -> ((a) or (not b))", "not b -> (b)"]),
        ("x = Q(a=c) | ~Q(b=c)", ["Q(a=c) | ~Q(b=c) -> (Q(a=c) & ~Q(b=c))", "~Q(b=c) -> (Q(b=c))"]),
        ("x = nu - dagen", ["nu - dagen -> (nu + dagen)"]),
        ("x = a if b else c", ["a if b else c -> (c if b else a)"]),
        ("x = f(7, waar=True)", ["7 -> 8", "True -> False"]),
        ("x = [a for a in b if a]", ["[a for a in b if a] -> [a for a in b]"]),
        ("zet_klaar(aan=a)", ["zet_klaar(aan=a) -> pass"]),
        ("a.status = b", ["a.status = b -> pass"]),
        ("raise Fout", ["raise Fout -> pass"]),
        ("if a: return", ["a -> not (a)", "return -> pass"]),
        (
            "x = rijen.filter(op__lt=nu, weg=y)",
            [
                "rijen.filter(op__lt=nu, weg=y) -> rijen.filter(op__lt=nu)",
                "rijen.filter(op__lt=nu, weg=y) -> rijen.filter(op__lte=nu, weg=y)",
                "rijen.filter(op__lt=nu, weg=y) -> rijen.filter(weg=y)",
            ],
        ),
        ('x: dict[str, int] | None = f"{a < b}"', []),
    ],
)
def test_elk_soort_fout(regel: str, verwacht: list[str]) -> None:
    assert gemaakt(f"def doe(n: int = 3) -> str | None:\n    {regel}\n") == verwacht


def test_een_tabel_krijgt_een_rij_meer_of_minder() -> None:
    assert gemaakt("T = {A: frozenset({B}), B: frozenset({A, C}), C: frozenset()}") == [
        "{B} -> {B, A}",
        "{B} -> {B, C}",
        "{A, C} -> {A, C, B}",
        "{A, C} -> {A}",
        "{A, C} -> {C}",
        "frozenset() -> frozenset({A})",
        "frozenset() -> frozenset({B})",
        "frozenset() -> frozenset({C})",
    ]


def test_een_fout_weet_welke_regels_er_lopen() -> None:
    code = b"GRENS = 5\n\n\ndef doe():\n    vereis(\n        a,\n        'Nee.',\n    )\n"

    grens, vereis = fouten_in("app/actions/plekken.py", code)

    assert (grens.regels, vereis.regels) == (None, (5, 8))
    assert (vereis.app, vereis.regel) == ("app", 5)


@pytest.mark.parametrize(
    ("pad", "verwacht"),
    [
        ("post/actions/klaarzetten.py", True),
        ("redactie/actions/beoordelen.py", True),
        ("wensen/rechten.py", True),
        ("redactie/regels/overgangen.py", True),
        ("redactie/views/actions.py", False),
        ("redactie/werk.py", False),
        ("actions.py", False),
        ("", False),
    ],
)
def test_regels_staan_in_modules_met_een_vaste_naam(pad: str, *, verwacht: bool) -> None:
    assert is_regel(pad) == verwacht
