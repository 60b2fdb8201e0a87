"""What goes along in a transfer: every table but those named here, and of some columns less."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

AFGELEID = {
    "auth.Permission": "follows from the code",
    "contenttypes.ContentType": "follows from the code",
    "innovaties.Zoekdocument": "`indexeer` makes it of the descriptions",
    "redactie.Werkdocument": "`indexeer` makes it of the versions",
    "vinden.Leesopdracht": "what the worker still has to read",
    "vinden.Vraagvector": "numbers of questions, made anew",
    "vinden.Encoder": "whether a worker can read",
    "vinden.Stand": "counts here",
    "vinden.Wijziging": "counts here",
    "vinden.Woord": "made of the documents",
}
"""Tables that each installation makes by itself, and of what."""

GEHEIM = {
    "account.EmailConfirmation": "keys of mailed links",
    "auth.Group": "rights are roles here",
    "auth.Group_permissions": "rights are roles here",
    "admin.LogEntry": "repeats the log",
    "gebruikers.Teller": "counts networks for an hour",
    "mfa.Authenticator": "second factors",
    "nieuwsbrieven.Toestemming": "its codes are made with the secret of this installation",
    "post.Beurt": "when the next mail may go",
    "post.EerderVerzonden": "what this installation sent before it was restored",
    "post.Postsluiting": "whether this installation may send",
    "post.Postvakmail": "the demo's mailbox",
    "post.Weigering": "what this server refused",
    "sessions.Session": "who is logged in",
    "taggit.Tag": "unused: we have tags of our own",
    "taggit.TaggedItem": "unused: we have tags of our own",
    "usersessions.UserSession": "where somebody logged in",
    "vinden.GemisteVraag": "what visitors asked, for ninety days",
    "werkplek.EenmaligeSleutel": "forms of this installation",
}
"""Tables that never go along, and why."""

VAN_PERSONEN = (
    "account.EmailAddress",
    "gebruikers.Gebruiker_organisaties",
    *("logboek.Vergeetbaar", "logboek.Logregel"),
    *("masterclasses.Aanmelding", "masterclasses.Antwoord", "masterclasses.Behoefte"),
    *("masterclasses.Uitnodiging", "masterclasses.Evaluatie"),
    *("nieuwsbrieven.Abonnee", "nieuwsbrieven.Abonnee_themas", "nieuwsbrieven.Abonnee_regios"),
    *("nieuwsbrieven.Levering", "nieuwsbrieven.Blokopmerking"),
    *("opgaven.Standgever", "opgaven.Standgever_acties", "opgaven.Standgever_indicatoren"),
    "opgaven.Standvraag",
    *("post.Bericht", "post.Postadres", "post.Terugmelding"),
    *("redactie.Beginblok", "redactie.Beginstuk", "redactie.Zetting"),
    *("redactie.BewaardeLijst", "redactie.Lezersmelding", "redactie.Meelezer"),
    *("redactie.Navraag", "redactie.Nieuws", "redactie.Opmerking", "redactie.Ronde"),
    *("redactie.Schrijver", "trajecten.Meedoener", "werkplek.Klad"),
)
"""Tables about people or in their words: only when asked."""

NIET_MEE = "Niet meegegeven"
_OPENBAAR = "contact_zichtbaarheid = 'openbaar'"


def _of(kolom: str, anders: str) -> str:
    return f"CASE WHEN {kolom} = '' THEN '' ELSE {anders} END"


ZONDER_PERSONEN: dict[str, dict[str, str]] = {
    "gebruikers.Gebruiker": {
        "email": "'account-' || id || '@kennisbank.invalid'",
        # Who organises a masterclass stands on its page.
        "naam": "CASE WHEN EXISTS (SELECT FROM masterclasses_masterclass AS dag WHERE "
        "dag.organisator_id = gebruikers_gebruiker.id AND dag.fase <> 'concept') "
        "THEN naam ELSE 'Account ' || id END",
        "is_active": "false",
        "rollen": "'{}'::text[]",
        "last_login": "NULL",
    },
    "innovaties.Beschrijving": {
        kolom: f"CASE WHEN {_OPENBAAR} THEN {kolom} ELSE '' END"
        for kolom in ("contact_naam", "contact_email", "contact_toestemming_door")
    },
    "trajecten.Deelname": {
        "projectleider": _of("projectleider", f"'{NIET_MEE}'"),
        "projectleider_email": _of(
            "projectleider_email", "'deelname-' || id || '@kennisbank.invalid'"
        ),
        "commitment_van": _of("commitment_van", f"'{NIET_MEE}'"),
    },
    "wensen.Belangstelling": {
        "naam": _of("naam", f"'{NIET_MEE}'"),
        "email": _of("email", "'belangstelling-' || id || '@kennisbank.invalid'"),
    },
    "wensen.Uitvraag": {"email": "''"},
}
"""What stands in a column instead, where nobody asked for persons."""

NOOIT = {"gebruikers.Gebruiker": {"password": "'!'"}}
"""What stands in a column instead, always: who has an account chooses a new password."""


def modellen(*, personen: bool) -> list[type[models.Model]]:
    """The tables that go along, each after those that its rows cannot do without.

    Raises ValueError when one stays at home that another cannot do without.
    """
    thuis = {*AFGELEID, *GEHEIM, *(() if personen else VAN_PERSONEN)}
    mee = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label not in thuis
    ]
    gereed: dict[type[models.Model], None] = {}
    while nog := [model for model in mee if model not in gereed]:
        kan = [model for model in nog if set(_nodig(model)) <= gereed.keys()]
        if not kan:
            raise ValueError(f"These need a table that does not go along: {nog}")
        gereed |= dict.fromkeys(kan)
    return list(gereed)


def _nodig(model: type[models.Model]) -> Iterator[type[models.Model]]:
    for veld in model._meta.local_concrete_fields:
        ander = veld.related_model
        if veld.is_relation and not veld.null and isinstance(ander, type) and ander is not model:
            yield ander


def kolommen(model: type[models.Model], *, personen: bool) -> dict[str, str]:
    """The columns of `model` that go along, each with the SQL that reads it."""
    anders = {
        **({} if personen else ZONDER_PERSONEN.get(model._meta.label, {})),
        **NOOIT.get(model._meta.label, {}),
    }
    namen = (str(veld.column) for veld in model._meta.local_concrete_fields if not veld.generated)
    return {naam: anders.get(naam, f'"{naam}"') for naam in namen}


def bestandsnaam(model: type[models.Model]) -> str:
    """What the file with the rows of `model` is called: 'innovaties-beschrijving'."""
    return model._meta.label_lower.replace(".", "-")
