"""The order in which the files of tests are handed out."""

from tests.volgorde import LANGST, TESTS


def test_elk_bestand_in_de_volgorde_bestaat_en_staat_er_eenmaal() -> None:
    assert [naam for naam in LANGST if not (TESTS / naam).is_file()] == []
    assert len(set(LANGST)) == len(LANGST)
