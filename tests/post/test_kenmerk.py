"""The name of a mail, which says whether a report about it is about one of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from post.regels.kenmerk import message_id, zending_van


def test_een_mail_heet_steeds_hetzelfde() -> None:
    eerste = message_id("editie-5", 123, "Jan@example.nl")

    assert eerste == message_id("editie-5", 123, "jan@EXAMPLE.nl")
    assert eerste.startswith("<editie-5.123.")
    assert eerste.endswith("@127.0.0.1>")


@pytest.mark.parametrize("zending", ["editie-5", "bericht"])
def test_van_een_mail_van_ons_is_bekend_bij_welke_zending_hij_hoort(zending: str) -> None:
    kenmerk = message_id(zending, 123, "jan@example.nl")

    for vorm in (kenmerk, kenmerk.strip("<>"), f" {kenmerk}\r\n"):
        assert zending_van(vorm, "JAN@example.nl") == zending


def test_een_ander_adres_nummer_of_zending_is_niet_van_ons() -> None:
    kenmerk = message_id("editie-5", 123, "jan@example.nl")

    assert zending_van(kenmerk, "piet@example.nl") is None
    assert zending_van(kenmerk.replace("123", "124"), "jan@example.nl") is None
    assert zending_van(kenmerk.replace("-5", "-6"), "jan@example.nl") is None


def test_een_andere_geheime_sleutel_geeft_een_andere_naam(settings: Settings) -> None:
    kenmerk = message_id("editie-5", 123, "jan@example.nl")
    settings.SECRET_KEY = "een andere"

    assert zending_van(kenmerk, "jan@example.nl") is None


@given(st.text())
def test_wat_niet_van_ons_is_wordt_nooit_van_ons(kenmerk: str) -> None:
    assert zending_van(kenmerk, "jan@example.nl") is None


@pytest.mark.parametrize("zending", ["", "editie 5", "editie-5.1", "Editie-5", "a@b", "x\n"])
def test_een_zending_is_een_woord_met_een_nummer(zending: str) -> None:
    with pytest.raises(ValueError, match="zending"):
        message_id(zending, 1, "jan@example.nl")
