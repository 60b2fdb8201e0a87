#!/usr/bin/env python
"""Django's command line; brings up the embedded PostgreSQL where no server is named."""

import os
import sys

from django.core.management import execute_from_command_line

from basis.local import ensure_environment

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings")
    ensure_environment()
    execute_from_command_line(sys.argv)
