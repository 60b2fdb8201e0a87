"""The lists that the webredacteur maintains. Descriptions are written on the site, not here.

Regions and organisations are here too: what they are called is part of what search finds.
"""

from typing import Any, override

from django.contrib import admin
from django.http import HttpRequest

from innovaties.actions.indexeren import indexeer
from innovaties.models import Beschrijving, Doelgroep, Element, Methodiek, Thema, Trefwoord
from organisaties.models import Organisatie, Plaats, Regio


class LijstAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A row whose name stands in descriptions: these are made findable by the new name at once."""

    search_fields = ["naam"]
    list_display = ["naam", "uitleg"]
    prepopulated_fields = {"slug": ("naam",)}
    paden: tuple[str, ...] = ()
    """How a description refers to such a row."""

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change:
            for pad in self.paden:
                indexeer(Beschrijving.objects.filter(**{pad: form.instance}))


@admin.register(Thema)
class ThemaAdmin(LijstAdmin):
    search_fields = ["name"]
    list_display = ["name", "tekst", "volgorde"]
    prepopulated_fields = {"slug": ("name",)}
    paden = ("bij_themas__tag",)


@admin.register(Trefwoord)
class TrefwoordAdmin(LijstAdmin):
    search_fields = ["name"]
    list_display = ["name"]
    prepopulated_fields = {"slug": ("name",)}
    paden = ("bij_trefwoorden__tag",)


@admin.register(Methodiek)
class MethodiekAdmin(LijstAdmin):
    paden = ("methodieken",)


@admin.register(Doelgroep)
class DoelgroepAdmin(LijstAdmin):
    paden = ("doelgroepen",)


@admin.register(Element)
class ElementAdmin(LijstAdmin):
    paden = ("elementen__element",)


@admin.register(Regio)
class RegioAdmin(LijstAdmin):
    list_display = ["naam", "soort"]
    list_filter = ["soort"]
    filter_horizontal = ["provincies"]
    paden = ("regios", "elders__organisatie__regios")


@admin.register(Plaats)
class PlaatsAdmin(LijstAdmin):
    list_display = ["naam", "soort"]
    list_filter = ["soort", "regios"]
    filter_horizontal = ["regios"]


@admin.register(Organisatie)
class OrganisatieAdmin(LijstAdmin):
    list_display = ["naam", "soort", "toelichting"]
    list_filter = ["soort", "regios"]
    filter_horizontal = ["regios"]
    paden = ("partijen__organisatie", "elders__organisatie")
