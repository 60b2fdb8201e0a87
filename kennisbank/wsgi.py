"""Django, as the threads of `kennisbank.rsgi` call it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings")

application = get_wsgi_application()
