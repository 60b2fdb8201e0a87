"""Networks, werkagenda's and lessons, which the webredacteur and the projectleider maintain.

All else of the programme has its own pages in the workplace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, override

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError, models
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from opgaven.models import (
    Actie,
    Actiepunt,
    Agendathema,
    Doel,
    Inspanning,
    Les,
    Lestaak,
    Netwerk,
    Project,
    Randvoorwaarde,
    Regioervaring,
    Werkagenda,
)
from opgaven.vindbaar import Vindbaar, maak_vindbaar

ANDER_NETWERK = "Kies een doel van hetzelfde netwerk."
KRING = (
    "Dit doel zou via een omweg bijdragen aan zichzelf. Kies een doel dat er niet aan bijdraagt, "
    "of laat het leeg."
)
GEWEIGERD = "23000"
"""The code with which the trigger of `opgaven_doel` refuses; its sentence is for people."""


class PaginaAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A row with a page for visitors, or a part of one: what leads to that page stays right."""

    def paginas(self, rij: Any) -> Iterable[Vindbaar]:
        """The pages on which `rij` is read."""
        return [rij]

    @override
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        _onderteken(request, obj)
        super().save_model(request, obj, form, change)

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        eerder = list(self.paginas(form.instance)) if change else []
        super().save_related(request, form, formsets, change)
        for pagina in {*eerder, *self.paginas(form.instance)}:
            _werk_bij(request, pagina)
            maak_vindbaar(pagina)

    @override
    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        paginas = list(self.paginas(obj))
        super().delete_model(request, obj)
        for pagina in paginas:
            maak_vindbaar(pagina)

    @override
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for rij in queryset:
            self.delete_model(request, rij)


def _onderteken(request: HttpRequest, rij: Any) -> None:
    """Say who changed `rij`, where it keeps that."""
    if hasattr(rij, "gewijzigd_door_id"):
        rij.gewijzigd_door = request.user


def _werk_bij(request: HttpRequest, pagina: Any) -> None:
    """Say on `pagina`, of which a part changed, when and by whom."""
    _onderteken(request, pagina)
    pagina.save(update_fields=["gewijzigd_op", "gewijzigd_door"])


class DoelFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """The goals of one network, of which none serves itself in the end."""

    @override
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        veld = form.fields["boven"]
        veld.queryset = self.instance.doelen.all() if self.instance.pk else Doel.objects.none()
        veld.error_messages["invalid_choice"] = ANDER_NETWERK

    @override
    def clean(self) -> None:
        super().clean()
        gekozen = {form.instance.pk: form for form in self.initial_forms}
        boven = {nummer: _boven(form) for nummer, form in gekozen.items()}
        for nummer, form in gekozen.items():
            if "boven" in form.changed_data and nummer in _hoger(nummer, boven):
                form.add_error("boven", KRING)

    @override
    def save(self, commit: bool = True) -> Any:
        if commit:  # two goals that change places would make a circle halfway
            nummers = [form.instance.pk for form in self.initial_forms if form.has_changed()]
            Doel.objects.filter(pk__in=nummers).update(boven=None)
        return super().save(commit)


def _boven(form: Any) -> int | None:
    """The goal that the goal of `form` serves, as it was typed."""
    boven: Doel | None = getattr(form, "cleaned_data", {}).get("boven")
    return boven.pk if boven else None


def _hoger(nummer: int, boven: dict[int, int | None]) -> Iterator[int]:
    """All that the goal `nummer` serves, by whatever way, each once."""
    gezien: set[int] = set()
    hoger = boven.get(nummer)
    while hoger is not None and hoger not in gezien:
        gezien.add(hoger)
        yield hoger
        hoger = boven.get(hoger)


class DoelInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Doel
    formset = DoelFormSet
    extra = 1


@admin.register(Netwerk)
class NetwerkAdmin(PaginaAdmin):
    list_display = ["titel", "begin", "einde", "openbaar", "gewijzigd_op", "gewijzigd_door"]
    list_select_related = ["gewijzigd_door"]
    search_fields = ["titel"]
    prepopulated_fields = {"slug": ("titel",)}
    filter_horizontal = ["regios", "organisaties"]
    exclude = ["gewijzigd_door"]
    inlines = [DoelInline]

    @override
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The form; when somebody else just made it impossible, why nothing was saved."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as fout:
            diagnose = getattr(fout.__cause__, "diag", None)
            if diagnose is None or diagnose.sqlstate != GEWEIGERD:
                raise
            messages.error(
                request,
                f"{diagnose.message_primary} Iemand anders wijzigde dit netwerk tegelijk. "
                "Er is niets bewaard. Kijk hoe het nu is en probeer het opnieuw.",
            )
            return HttpResponseRedirect(request.get_full_path())


class ProjectForm(forms.ModelForm):  # type: ignore[type-arg]
    """A project serves goals of its own network only."""

    def clean_doelen(self) -> QuerySet[Doel]:
        doelen: QuerySet[Doel] = self.cleaned_data["doelen"]
        netwerk = self.instance.netwerk if self.instance.pk else self.cleaned_data.get("netwerk")
        if netwerk and any(doel.netwerk_id != netwerk.pk for doel in doelen):
            raise forms.ValidationError("Kies alleen doelen van het netwerk van dit project.")
        return doelen


class InspanningInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Inspanning
    extra = 1
    max_num = 3


class ActieInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Actie
    extra = 1


@admin.register(Project)
class ProjectAdmin(PaginaAdmin):
    form = ProjectForm
    list_display = ["titel", "netwerk", "begin", "einde", "gewijzigd_op", "gewijzigd_door"]
    list_filter = ["netwerk"]
    list_select_related = ["netwerk", "gewijzigd_door"]
    search_fields = ["titel"]
    prepopulated_fields = {"slug": ("titel",)}
    filter_horizontal = ["doelen", "themas", "innovaties"]
    fields = [
        *("netwerk", "titel", "slug", "samenvatting", "doelen", "doel", "resultaat", "tijdpad"),
        *("begin", "einde", "financien", "bron", "themas", "innovaties", "volgorde"),
    ]
    inlines = [InspanningInline, ActieInline]

    @override
    def paginas(self, rij: Project) -> Iterable[Vindbaar]:
        return [rij, rij.netwerk]

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: Project | None = None) -> list[str]:
        return ["netwerk"] if obj else []

    @override
    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **extra: Any) -> Any:
        match = request.resolver_match
        if db_field.name == "doelen" and match and (nummer := match.kwargs.get("object_id")):
            extra["queryset"] = Doel.objects.filter(netwerk__projecten=nummer)
        return super().formfield_for_manytomany(db_field, request, **extra)


class AgendathemaInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Agendathema
    extra = 0
    show_change_link = True
    filter_horizontal = ["themas"]
    prepopulated_fields = {"slug": ("titel",)}


@admin.register(Werkagenda)
class WerkagendaAdmin(PaginaAdmin):
    list_display = ["titel", "datum", "openbaar", "gewijzigd_op", "gewijzigd_door"]
    list_select_related = ["gewijzigd_door"]
    prepopulated_fields = {"slug": ("titel",)}
    exclude = ["gewijzigd_door"]
    inlines = [AgendathemaInline]


class RandvoorwaardeInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Randvoorwaarde
    extra = 1


class ActiepuntInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Actiepunt
    extra = 1
    filter_horizontal = ["lessen", "innovaties"]


@admin.register(Agendathema)
class AgendathemaAdmin(PaginaAdmin):
    """The actiepunten of one theme, and what they need."""

    list_display = ["titel", "werkagenda"]
    list_filter = ["werkagenda"]
    list_select_related = ["werkagenda"]
    filter_horizontal = ["themas"]
    prepopulated_fields = {"slug": ("titel",)}
    inlines = [ActiepuntInline, RandvoorwaardeInline]

    @override
    def paginas(self, rij: Agendathema) -> Iterable[Vindbaar]:
        return [rij.werkagenda]

    @override
    def get_readonly_fields(
        self, request: HttpRequest, obj: Agendathema | None = None
    ) -> list[str]:
        return ["werkagenda"] if obj else []


class LestaakInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Lestaak
    extra = 1
    formfield_overrides = {models.CharField: {"widget": forms.Textarea(attrs={"rows": 3})}}


@admin.register(Les)
class LesAdmin(PaginaAdmin):
    list_display = ["nummer", "titel", "openbaar", "gewijzigd_op", "gewijzigd_door"]
    list_display_links = ["titel"]
    list_select_related = ["gewijzigd_door"]
    search_fields = ["titel"]
    prepopulated_fields = {"slug": ("titel",)}
    filter_horizontal = ["themas", "elementen", "innovaties"]
    exclude = ["gewijzigd_door"]
    inlines = [LestaakInline]


@admin.register(Regioervaring)
class RegioervaringAdmin(PaginaAdmin):
    """How one region works; it is read on the pages of its lessons."""

    list_display = ["regio", "bron"]
    list_select_related = ["regio"]
    filter_horizontal = ["lessen"]

    @override
    def paginas(self, rij: Regioervaring) -> Iterable[Vindbaar]:
        return list(rij.lessen.all())
