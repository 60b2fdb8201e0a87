"""Import this first in a part that runs by itself: it makes Django ready."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()
