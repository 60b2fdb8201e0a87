"""Pages that are about no row, such as the list of masterclasses: search leads to them by name."""

from __future__ import annotations

from dataclasses import dataclass

from basis.register import Register


@dataclass(frozen=True)
class Pagina:
    """A page: its title, the name of its address, what it is for, and the words that mean it.

    `vragen` is what readers ask who look for it, for search to read: these name nothing. Each is
    read for its meaning with the next (`vinden.passages`), so what is alike stands together.
    """

    titel: str
    adres: str
    uitleg: str
    namen: tuple[str, ...] = ()
    vragen: tuple[str, ...] = ()


PAGINAS: Register[Pagina] = Register()
