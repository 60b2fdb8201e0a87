"""Pages of apps above to which pages about innovaties lead."""

from basis.register import Adres

VERSIE = Adres()
"""Where a version is written and reviewed."""

ELDERS = Adres()
"""Where somebody says that they work with an innovatie too."""

AANMELDEN = Adres()
"""Where somebody asks for the newsletter."""
