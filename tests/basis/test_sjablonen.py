"""The tests' own net: an undefined variable in a template of ours fails."""

from pathlib import Path

import pytest
from django.template import Context, Engine, Origin
from django.template.base import Template

from tests.templates import OURS, Undefined


def render(bron: str, bestand: Path, **variabelen: object) -> str:
    engine = Engine(string_if_invalid=Undefined())
    return Template(bron, Origin(str(bestand)), engine=engine).render(Context(variabelen))


@pytest.mark.parametrize(
    "bron",
    [
        "{{ x }}",
        "{{ x.y }}",
        "{{ x|default:'a' }}",
        "{% with a=x %}{% endwith %}",
        "{{ bekend.y }}",
    ],
)
def test_onbekende_variabele_faalt(bron: str) -> None:
    with pytest.raises(pytest.fail.Exception, match="is not defined"):
        render(bron, OURS / "home.html", bekend="")


def test_bekende_variabele_en_een_vraag_falen_niet() -> None:
    assert render("{{ x }}{% if y %}y{% endif %}", OURS / "home.html", x="") == ""


def test_een_sjabloon_van_een_ander_mag_het() -> None:
    assert render("{{ x|default:'a' }}", Path("/elders/admin.html")) == "a"
