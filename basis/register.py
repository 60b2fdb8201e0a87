"""What apps above add to the pages of an app below, which asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from basis.adressen import pad


class Register[T]:
    """Rows that apps add when they are ready, in the order of INSTALLED_APPS; each row once."""

    def __init__(self) -> None:
        self._rijen: list[T] = []

    def meld(self, *rijen: T) -> None:
        """Add `rijen`; call it from the `ready` of an app."""
        self._rijen += [rij for rij in rijen if rij not in self._rijen]

    def __iter__(self) -> Iterator[T]:
        return iter(self._rijen)


class Adres:
    """The address of a page of an app above, to which a page of an app below leads."""

    def __init__(self) -> None:
        self._pagina = ""

    def meld(self, pagina: str) -> None:
        """Say which page it is; call it from the `ready` of its app."""
        self._pagina = pagina

    def __call__(self, *args: object) -> str:
        return pad(self._pagina, *args)
