"""Everybody at once for few seats, also while the site and the worker are killed."""

from __future__ import annotations

import os
import random
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import psycopg
import pytest
from django.db import connection

from bench.masterclass import nieuwe_masterclass
from tests.masterclasses.stormloop import loop_storm, na_afloop, wat_niet_klopt
from tests.storm.onderbreken import onderbreek

PLEKKEN, MENSEN, PROCESSEN, RONDES = 20, 200, 8, 100


def test_honderd_rondes_van_iedereen_tegelijk_voor_weinig_plekken() -> None:
    gezien: list[list[str]] = []
    connection.close()  # what a fork shares breaks
    with ProcessPoolExecutor(PROCESSEN, get_context("fork")) as pool:
        list(pool.map(abs, range(PROCESSEN)))  # forks them all, before there are other threads
        for ronde in range(RONDES):
            masterclass = nieuwe_masterclass(PLEKKEN)
            klaar = threading.Event()
            kijker = threading.Thread(target=kijk, args=[masterclass.pk, klaar, gezien])
            kijker.start()
            try:
                taken = [
                    pool.submit(loop_storm, masterclass.pk, wie, MENSEN // PROCESSEN, ronde)
                    for wie in range(PROCESSEN)
                ]
                delen = [taak.result() for taak in taken]
            finally:
                klaar.set()
                kijker.join()
            assert na_afloop(masterclass, delen, PLEKKEN) == []

    assert [fout for keer in gezien for fout in keer] == []
    assert len(gezien) > RONDES


def kijk(masterclass: int, klaar: threading.Event, gezien: list[list[str]]) -> None:
    """Ask the rules again and again until `klaar`."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as verbinding:
        while not klaar.wait(0.05):
            gezien.append(wat_niet_klopt(verbinding.cursor(), masterclass))


@pytest.mark.parametrize("ronde", range(5))
def test_wie_hoorde_dat_het_gelukt_is_staat_er_ook_na_een_val(ronde: int) -> None:
    fouten, aangenomen, gedood = onderbreek(random.Random(ronde))

    assert fouten == []
    assert aangenomen
    assert gedood
