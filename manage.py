#!/usr/bin/env python
"""Django's command line; brings up the embedded PostgreSQL where no server is named."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError, OperationalError

from basis.local import ensure_environment

VAN_EEN_ANDERE_VERSIE = ("42P01", "42703")
"""SQLSTATE of a table and of a column that are not there."""


def uitleg(fout: DatabaseError) -> str:
    """What who keeps the site can do about `fout`, in Dutch; nothing for a mistake of ours."""
    toestand = getattr(fout.__cause__, "sqlstate", None)
    if toestand in VAN_EEN_ANDERE_VERSIE:
        return "De database hoort niet bij deze versie. Geef eerst: manage.py migrate"
    if isinstance(fout, OperationalError) and toestand is None:
        reden = str(fout).strip().splitlines()[0]
        return f"De database antwoordt niet, of laat ons niet toe. Kijk naar DATABASE_URL. {reden}"
    return ""


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings")
    ensure_environment()
    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as fout:
        if "--traceback" in sys.argv or not uitleg(fout):
            raise
        sys.exit(uitleg(fout))
