"""Accounts, maintained by a beheerder. The admin has no door of its own: the site's is its."""

from __future__ import annotations

from typing import Any, cast, override

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from basis.fouten import RuleViolation
from gebruikers.actions import haal_tweede_stap_weg, nodig_uit, wijzig
from gebruikers.forms import GebruikerForm
from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # allauth's own way
admin.site.unregister([Group, EmailAddress, Authenticator, UserSession])


class RolFilter(admin.SimpleListFilter):
    title = "rol"
    parameter_name = "rol"

    def lookups(self, _request: HttpRequest, _beheer: Any) -> list[tuple[str, str]]:
        return [(rol.value, str(rol.label)) for rol in Rol]

    def queryset(self, _request: HttpRequest, rijen: QuerySet[Gebruiker]) -> QuerySet[Gebruiker]:
        return rijen.filter(rollen__contains=[self.value()]) if self.value() else rijen


@admin.register(Gebruiker)
class GebruikerAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = GebruikerForm
    list_display = ("email", "naam", "rolnamen", "is_active", "last_login")
    list_filter = ("is_active", RolFilter)
    search_fields = ("email", "naam")
    ordering = ("email",)
    filter_horizontal = ("organisaties",)
    actions = ("nodig_opnieuw_uit", "begin_opnieuw_met_de_tweede_stap")

    @admin.display(description="rollen")
    def rolnamen(self, gebruiker: Gebruiker) -> str:
        return ", ".join(str(Rol(rol).label) for rol in gebruiker.rollen)

    @override
    def save_model(
        self, request: HttpRequest, obj: Gebruiker, form: GebruikerForm, change: bool
    ) -> None:
        if change:
            wijzig(gebruiker=obj, door=cast(Gebruiker, request.user))
            return
        obj.set_unusable_password()
        obj.save()
        if obj.is_active:
            nodig_uit(gebruiker=obj)
            messages.info(request, f"{obj.email} krijgt een mail om een wachtwoord te kiezen.")

    @admin.action(description="Nodig opnieuw uit")
    def nodig_opnieuw_uit(self, request: HttpRequest, rijen: QuerySet[Gebruiker]) -> None:
        for gebruiker in rijen:
            try:
                nodig_uit(gebruiker=gebruiker)
            except RuleViolation as fout:
                messages.error(request, str(fout))
            else:
                messages.success(request, f"{gebruiker.email} krijgt een nieuwe uitnodiging.")

    @admin.action(description="Haal de tweede stap weg (telefoon kwijt)")
    def begin_opnieuw_met_de_tweede_stap(
        self, request: HttpRequest, rijen: QuerySet[Gebruiker]
    ) -> None:
        for gebruiker in rijen:
            if haal_tweede_stap_weg(gebruiker=gebruiker):
                self.log_change(request, gebruiker, "Tweede stap weggehaald.")
                messages.success(request, f"{gebruiker.email} kan een nieuwe tweede stap kiezen.")
            else:
                messages.info(request, f"{gebruiker.email} had geen tweede stap.")
