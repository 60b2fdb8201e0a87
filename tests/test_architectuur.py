"""The rules of the house, over all models, apps and templates."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

LAGEN = [
    *("kennisbank", "rapportage", "redactie", "nieuwsbrieven", "programma"),
    *("trajecten", "wensen", "opgaven", "stukken", "masterclasses", "word"),
    *("koppelvlak", "innovaties"),
    *("vinden", "werkplek"),
    *("logboek", "post", "gebruikers", "organisaties", "basis"),
]
"""From the top down; an app knows only those below it."""

SJABLONEN = Path(settings.BASE_DIR) / "templates"


TAGS = {
    pad.stem: pad.relative_to(settings.BASE_DIR).parts[0]
    for pad in Path(settings.BASE_DIR).glob("*/templatetags/*.py")
}
"""Of each of our template libraries its app."""

VAN_SJABLOON = re.compile(
    r"""\{%\s*(?:extends|include|url)\s+['"](\w+)[/:]|\{%\s*load\s+([^%]+?)\s*%"""
)
VAN_ONDERDEEL = re.compile(r"""\{% (?:knop|terug|kruimels) [^%]*?['"](\w+):\w""")
VAN_CODE = re.compile(r"""['"](\w+)(?:[:.]\w|/[\w/{}]+\.(?:html|txt))""")
"""What is named: a page, an object or a template of an app."""


def eigen_modellen() -> list[type[models.Model]]:
    return [model for naam in LAGEN for model in apps.get_app_config(naam).get_models()]


def test_elke_eigen_app_heeft_haar_plaats_in_de_lagen() -> None:
    eigen = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).parent == Path(settings.BASE_DIR)
    }

    assert eigen == set(LAGEN)


def test_geen_relatie_wijst_omhoog() -> None:
    omhoog = [
        f"{model._meta.label}.{veld.name}"
        for model in eigen_modellen()
        for veld in model._meta.get_fields()
        if veld.is_relation and not veld.auto_created and veld.related_model
        if _laag(veld.related_model) < LAGEN.index(model._meta.app_label)
    ]

    assert omhoog == []


def _laag(model: type[models.Model] | str) -> int:
    assert not isinstance(model, str)
    label = model._meta.app_label
    return LAGEN.index(label) if label in LAGEN else len(LAGEN)


def _beneden() -> dict[str, set[str]]:
    """Of each app the apps that it may name: those on lower floors, as import-linter has them."""
    regels = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text())
    contract = regels["tool"]["importlinter"]["contracts"][0]
    vloeren = [set(vloer.split(" | ")) for vloer in contract["layers"]]
    return {
        app: {app}.union(*vloeren[plek + 1 :])
        for plek, vloer in enumerate(vloeren)
        for app in vloer
    }


def _in_sjabloon(tekst: str) -> Iterator[str]:
    """The apps that a template names, by a page, a template or a library of theirs."""
    for app, geladen in VAN_SJABLOON.findall(tekst):
        yield from [app] if app else (TAGS.get(naam, "") for naam in geladen.split())
    yield from VAN_ONDERDEEL.findall(tekst)


def test_geen_sjabloon_noemt_een_app_daarboven() -> None:
    """What stands at the root, in componenten and in kennisbank puts the others together."""
    omhoog = {
        (sjabloon.relative_to(SJABLONEN).as_posix(), app)
        for eigen, beneden in _beneden().items()
        for soort in ("*.html", "*.txt")
        for sjabloon in (SJABLONEN / eigen).rglob(soort)
        for app in _in_sjabloon(sjabloon.read_text())
        if app in LAGEN and app not in beneden
    }

    assert omhoog == set()


def test_geen_code_noemt_een_app_daarboven() -> None:
    omhoog = {
        (pad.relative_to(settings.BASE_DIR).as_posix(), app)
        for eigen, beneden in _beneden().items()
        for pad in (Path(settings.BASE_DIR) / eigen).rglob("*.py")
        for app in VAN_CODE.findall(pad.read_text())
        if app in LAGEN and app not in beneden
    }

    assert omhoog == set()


def test_elk_moment_heeft_wie_het_deed() -> None:
    zonder = {
        # a copy
        *("innovaties.Zoekdocument.gepubliceerd_op", "vinden.Wegwijzer.gepubliceerd_op"),
        "redactie.Werkdocument.gepubliceerd_op",
        "innovaties.Innovatie.veranderd_op",  # by a trigger, whoever changed it
        "innovaties.Innovatie.bevestigd_op",  # the log knows, as long as it may
        # by the worker, or before it happens
        *("innovaties.Innovatie.archief_op", "logboek.Vergeetbaar.vervalt_op"),
        "logboek.Vergeetbaar.gewist_op",
        # by the one with the link, who has no account
        *(f"masterclasses.Aanmelding.{stap}_op" for stap in ("akkoord", "aangemeld")),
        *(f"masterclasses.Aanmelding.{stap}_op" for stap in ("bevestigd", "beeindigd")),
        "masterclasses.Aanmelding.liever_op",
        *(f"post.Bericht.{stap}_op" for stap in ("klaargezet", "volgende", "verzonden")),
        "post.Bericht.opgegeven_op",
        # by a mail program, a provider or the worker
        *(f"post.{naam}_op" for naam in ("Postadres.gestopt", "Terugmelding.ontvangen")),
        *("post.Beurt.vrij_op", "post.Postvakmail.ontvangen_op"),
        *(f"nieuwsbrieven.Levering.{stap}_op" for stap in ("volgende", "verzonden")),
        *(f"nieuwsbrieven.Editie.{stap}_op" for stap in ("begonnen", "klaar")),
        # by the one with the link, who has no account
        *(
            f"nieuwsbrieven.Abonnee.{stap}_op"
            for stap in ("aangemeld", "bevestigd", "afgemeld", "verhuizing")
        ),
        *(f"opgaven.Standvraag.{stap}_op" for stap in ("gevraagd", "herinnerd", "beantwoord")),
        *(f"trajecten.Meedoener.{stap}_op" for stap in ("gemeld", "bevestigd")),
        *(f"wensen.Belangstelling.{stap}_op" for stap in ("gemeld", "bevestigd", "ingetrokken")),
        *(f"wensen.Uitvraag.{stap}_op" for stap in ("begonnen", "ingediend")),
        "wensen.Match.ontstaan_op",
        *(f"werkplek.Klad.{stap}_op" for stap in ("begonnen", "gewijzigd")),  # by whose it is
        # by the one with the link, who has no account
        *(f"redactie.Lezersmelding.{stap}_op" for stap in ("gemeld", "bevestigd")),
    }
    los = [
        f"{model._meta.label}.{veld.name}"
        for model in eigen_modellen()
        for veld in model._meta.fields
        if veld.name.endswith("_op")
        and f"{veld.name.removesuffix('_op')}_door" not in {v.name for v in model._meta.fields}
    ]

    assert set(los) == zonder


def test_elk_model_heet_iets_in_het_nederlands() -> None:
    zonder = [
        model._meta.label for model in eigen_modellen() if not str(model._meta.verbose_name_plural)
    ]

    assert zonder == []


def test_elk_sjabloon_wordt_gebruikt() -> None:
    code = "\n".join(
        bestand.read_text()
        for map_ in (*LAGEN, "templates")
        for soort in ("*.py", "*.html")
        for bestand in (Path(settings.BASE_DIR) / map_).rglob(soort)
    )
    ongebruikt = [
        naam
        for sjabloon in SJABLONEN.rglob("*.html")
        if (naam := sjabloon.relative_to(SJABLONEN).as_posix()) not in code
        and not _op_naam_gekozen(sjabloon, code)
    ]

    assert ongebruikt == []


def _op_naam_gekozen(sjabloon: Path, code: str) -> bool:
    """Some templates are chosen by the name of a field, a model, a page or their own folder."""
    map_ = sjabloon.parent.relative_to(SJABLONEN).as_posix()
    gekozen = f'f"{map_}/{{' in code or f'= "{map_}/"' in code
    return gekozen and re.search(rf"\b{sjabloon.stem}\b", code) is not None


def test_een_dag_en_een_tijd_staan_er_voor_mensen_op_een_manier() -> None:
    anders = re.compile(r"""["' ]H[:.]i\b|[^"]%H\.%M|%d-%m-%Y""")
    paden = (
        pad
        for map_ in (SJABLONEN, *(Path(apps.get_app_config(naam).path) for naam in LAGEN))
        for soort in ("*.html", "*.txt", "*.py")
        for pad in map_.rglob(soort)
    )

    assert [f"{pad}" for pad in paden if anders.search(pad.read_text())] == []


def test_geen_sjabloon_draagt_stijl_of_script() -> None:
    verboden = re.compile(r'style="|\son\w+="|<style|<script(?![^>]*(src=|ld\+json))')
    met = [
        sjabloon.name
        for sjabloon in SJABLONEN.rglob("*.html")
        if sjabloon.parent.name != "mail"  # a mail carries its style, for it has no other place
        if verboden.search(sjabloon.read_text())
    ]

    assert met == []
