"""How templates are written and read, their small parts, and the tests' own net under them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Engine, Origin, engines
from django.template.base import Template

from innovaties.models import Thema
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


def test_inspringen_kost_een_bezoeker_niets(tmp_path: Path) -> None:
    inhoud = (
        '<ul>\n  {% if x %}\n    <li class="a\n  b"\n  > {{ x }}\n</li>\n  {% endif %}\n</ul>\n'
        "<p>\n<b>a</b>\n<i>b</i>\n</p>"
    )
    (tmp_path / "lijst.html").write_text(inhoud)
    (tmp_path / "mail.txt").write_text("Dag,\n\n{{ x }}\n")
    gewoon = ("django.template.loaders.filesystem.Loader", [tmp_path])
    engine = Engine(loaders=[("basis.sjablonen.Loader", [gewoon])])

    html = engine.render_to_string("lijst.html", {"x": "Een\nTwee"})
    mail = engine.render_to_string("mail.txt", {"x": "tot morgen"})

    assert html == '<ul> <li class="a b">Een\nTwee</li> </ul> <p><b>a</b> <i>b</i></p>'
    assert mail == "Dag,\n\ntot morgen\n"


class Kast(dict[str, Any]):
    """Where the loader keeps what it read, that shows it at once, as another thread may."""

    def __setitem__(self, naam: str, sjabloon: Any) -> None:
        super().__setitem__(naam, sjabloon)
        self.getoond = [str(node) for node in sjabloon.nodelist], sjabloon.render(Context())


def test_wie_een_sjabloon_vindt_vindt_het_af(tmp_path: Path) -> None:
    (tmp_path / "pagina.html").write_text("<p>\n{# stil #}\n{% if 1 %}\n a\n{% endif %}\n</p>")
    gewoon = ("django.template.loaders.filesystem.Loader", [tmp_path])
    engine = Engine(loaders=[("basis.sjablonen.Loader", [gewoon])])
    lader: Any = engine.template_loaders[0]
    lader.get_template_cache = kast = Kast()

    sjabloon = engine.get_template("pagina.html")

    nodes, html = kast.getoond
    assert html == "<p>  a </p>"
    assert nodes == [str(node) for node in sjabloon.nodelist]


@pytest.mark.parametrize(
    "bron",
    [
        "{% url 'innovaties:beschrijving' x %}",
        "{% url 'innovaties:beschrijving' slug=x %}",
        "{% url naam x %} {% url 'innovaties:versie' x 3 %}",
        "{% autoescape off %}{% url 'innovaties:beschrijving' x %}{% endautoescape %}",
    ],
)
def test_een_adres_is_dat_wat_django_ervan_maakt(bron: str, tmp_path: Path) -> None:
    (tmp_path / "pagina.html").write_text(bron)
    gewoon = ("django.template.loaders.filesystem.Loader", [tmp_path])
    waarden = {"x": "plan", "naam": "innovaties:beschrijving"}

    van_ons, van_django = (
        Engine(loaders=[lader]).render_to_string("pagina.html", waarden)
        for lader in (("basis.sjablonen.Loader", [gewoon]), gewoon)
    )

    assert van_ons == van_django
    assert "/innovaties/" in van_ons


ONDERDELEN = {
    '{% icoon "vink" %}': '<svg class="icoon" aria-hidden="true" focusable="false">'
    '<use href="/static/icons/iconen.svg#vink"></use></svg>',
    '{% knop "primary" "Bewaren" naam="stap" waarde=x %}': '<button class="nl-button'
    ' nl-button--primary" type="submit" name="stap" value="&lt;x&gt;">Bewaren</button>',
    '{% knop "subtle" "Weg" over=x %}': '<button class="nl-button nl-button--subtle"'
    ' type="submit">Weg<span class="visueel-verborgen">: &lt;x&gt;</span></button>',
    '{% knop "secondary" x "innovaties:beschrijving" "plan" %}': '<a class="nl-button'
    ' nl-button--secondary" href="/innovaties/plan/">&lt;x&gt;</a>',
    '{% melding "vink" rol="status" %} {{ x }} {% endmelding %}': '<p class="melding"'
    ' role="status">VINK <span>&lt;x&gt;</span></p>',
    '{% melding "vink" "let-op" %}<p>{{ x }}</p>{% endmelding %}': '<div class="melding'
    ' melding--let-op">VINK<div><p>&lt;x&gt;</p></div></div>',
    '{% terug x "/elders/" %}': '<p class="schrijf__terug"><a href="/elders/">PIJL-LINKS'
    " &lt;x&gt;</a></p>",
    '{% kruimels "Lijst" "innovaties:lijst" x %}': '<nav class="kruimels" aria-label="Kruimelpad">'
    '<ol><li><a href="/">Home</a></li><li><a href="/innovaties/">Lijst</a></li>'
    '<li aria-current="page">&lt;x&gt;</li></ol></nav>',
    '{% vouw x "kop-x" x %}<p>Tekst</p>{% endvouw %}': '<h2 class="sectie__kop" id="kop-x">'
    '&lt;x&gt;</h2><details class="sectie__vouw"><summary class="sectie__schakel"><h2>&lt;x&gt;'
    '</h2> PIJL-OMLAAG<span class="sectie__wat">&lt;x&gt;</span></summary><p>Tekst</p></details>',
    "{% labels thema link=False %}": '<span class="label label--thema thema--groen">PLANT'
    " &lt;x&gt;</span>",
}


@pytest.mark.parametrize("bron", ONDERDELEN)
def test_een_onderdeel_is_html_die_niets_vertrouwt(bron: str) -> None:
    thema = Thema(name="<x>", kleur="groen", icoon="plant")
    icoon = '<svg class="icoon" aria-hidden="true" focusable="false"><use href="/static/icons/'

    html = engines["django"].from_string(bron).render({"x": "<x>", "thema": thema})

    if not bron.startswith("{% icoon"):
        html = re.sub(rf'{icoon}iconen\.svg#([\w-]+)"></use></svg>', lambda m: m[1].upper(), html)
    assert html == ONDERDELEN[bron]


SJABLONEN = {pad.relative_to(OURS).as_posix(): pad.read_text() for pad in OURS.rglob("*.html")}
HALVEN = {
    '"redactie/gesprek.html"',
    '"redactie/tekst.html"',
    '"redactie/versie_stappen.html"',
    '"trajecten/beheer/plan.html#besproken"',
}
"""Parts of one page, which share its context: to name all of it would take several lines."""


def test_een_sjabloon_leest_als_de_rest_van_het_huis() -> None:
    """Lines as long as in Python, and two spaces a step."""
    mis = [
        f"{naam}:{nummer}"
        for naam, tekst in SJABLONEN.items()
        for nummer, regel in enumerate(tekst.splitlines(), 1)
        if len(regel) > 100 or "\t" in regel or (len(regel) - len(regel.lstrip())) % 2
    ]

    assert mis == []


def test_wat_een_ander_sjabloon_opneemt_krijgt_en_zegt_wat_het_nodig_heeft() -> None:
    opgenomen = {
        include: naam
        for naam, tekst in SJABLONEN.items()
        for include in re.findall(r"\{% include (.*?) %\}", tekst)
        if include not in HALVEN
    }

    deelt = {
        (naam, include) for include, naam in opgenomen.items() if not include.endswith(" only")
    }
    namen = {include.split()[0].strip('"') for include in opgenomen if include.startswith('"')}
    zwijgt = {
        naam for naam in namen & SJABLONEN.keys() if not SJABLONEN[naam].startswith("{% comment %}")
    }
    assert deelt == set()
    assert zwijgt == set()
