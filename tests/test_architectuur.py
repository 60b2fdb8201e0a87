"""The rules of the house, over all models, apps and templates."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

LAGEN = [
    *("kennisbank", "rapportage", "redactie", "nieuwsbrieven", "programma"),
    *("trajecten", "wensen", "opgaven", "masterclasses", "innovaties", "vinden", "werkplek"),
    *("logboek", "post", "gebruikers", "organisaties", "basis"),
]
"""From the top down; an app knows only those below it."""

SJABLONEN = Path(settings.BASE_DIR) / "templates"


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


def test_elk_moment_heeft_wie_het_deed() -> None:
    zonder = {
        "innovaties.Zoekdocument.gepubliceerd_op",  # a copy
        # by the one with the link, who has no account
        *(f"masterclasses.Aanmelding.{stap}_op" for stap in ("akkoord", "aangemeld")),
        *(f"masterclasses.Aanmelding.{stap}_op" for stap in ("bevestigd", "beeindigd")),
        *(f"post.Bericht.{stap}_op" for stap in ("klaargezet", "volgende", "verzonden")),
        "post.Bericht.opgegeven_op",
        # by a mail program, a provider or the worker
        *(f"post.{naam}_op" for naam in ("Postadres.gestopt", "Terugmelding.ontvangen")),
        *("post.Beurt.vrij_op", "post.Postvakmail.ontvangen_op"),
        *(f"nieuwsbrieven.Levering.{stap}_op" for stap in ("volgende", "verzonden")),
        *(f"nieuwsbrieven.Editie.{stap}_op" for stap in ("begonnen", "klaar")),
        # by the one with the link, who has no account
        *(f"nieuwsbrieven.Abonnee.{stap}_op" for stap in ("aangemeld", "bevestigd", "afgemeld")),
        *(f"trajecten.Meedoener.{stap}_op" for stap in ("gemeld", "bevestigd")),
        *(f"wensen.Belangstelling.{stap}_op" for stap in ("gemeld", "bevestigd", "ingetrokken")),
        *(f"wensen.Uitvraag.{stap}_op" for stap in ("begonnen", "ingediend")),
        "wensen.Match.ontstaan_op",
        # by the one with the link, who has no account
        *(f"redactie.EldersMelding.{stap}_op" for stap in ("gemeld", "bevestigd")),
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


def test_geen_sjabloon_draagt_stijl_of_script() -> None:
    verboden = re.compile(r'style="|\son\w+="|<style|<script(?![^>]*(src=|ld\+json))')
    met = [
        sjabloon.name
        for sjabloon in SJABLONEN.rglob("*.html")
        if sjabloon.parent.name != "mail"  # a mail carries its style, for it has no other place
        if verboden.search(sjabloon.read_text())
    ]

    assert met == []
