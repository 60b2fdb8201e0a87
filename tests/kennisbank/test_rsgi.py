"""The lanes to the threads of a worker; tests/browser/test_traag.py has what goes over the line."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from kennisbank.rsgi import BESTANDEN, DRADEN, MET_INHOUD, Baan


def test_wie_leest_heeft_altijd_een_draad_over() -> None:
    assert MET_INHOUD + BESTANDEN < DRADEN


def test_wie_te_lang_wacht_krijgt_geen_plek_en_wie_klaar_is_geeft_haar_terug() -> None:
    async def kom(baan: Baan) -> bool:
        async with baan.in_de_rij() as aan_de_beurt:
            return aan_de_beurt

    async def kom_twee_keer(plekken: int) -> list[bool]:
        baan = Baan(asyncio.Semaphore(plekken), geduld=0)
        return [await kom(baan) for _ in range(2)]

    with ThreadPoolExecutor(1) as eigen_lus:  # a browser test before may leave one in our thread
        for plekken, aan_de_beurt in ((0, False), (1, True)):
            komst = eigen_lus.submit(asyncio.run, kom_twee_keer(plekken))
            assert komst.result() == [aan_de_beurt] * 2
