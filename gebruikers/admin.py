"""Accounts, maintained by a beheerder."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm

from gebruikers.models import Gebruiker


class NieuweGebruikerForm(AdminUserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = Gebruiker
        fields = ("email", "naam")


@admin.register(Gebruiker)
class GebruikerAdmin(UserAdmin):  # type: ignore[type-arg]
    add_form = NieuweGebruikerForm
    list_display = ("email", "naam", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "naam")
    ordering = ("email",)
    fieldsets = (
        (None, {"fields": ("email", "password", "naam")}),
        (
            "Rechten",
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "naam", "usable_password", "password1", "password2")}),
    )
