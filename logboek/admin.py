"""Where a beheerder blanks what somebody wrote about another, whom no address finds."""

from __future__ import annotations

from typing import override

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from logboek.models import Vergeetbaar, VergeetbaarQuerySet


@admin.register(Vergeetbaar)
class VergeetbaarAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("naam", "tekst", "stap", "op")
    search_fields = ("naam", "email", "tekst")
    ordering = ("-pk",)
    actions = ("wis",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Vergeetbaar]:
        return super().get_queryset(request).filter(gewist_op=None).select_related("regel")

    @override
    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, _request: HttpRequest, _rij: object = None) -> bool:
        return False

    @override
    def has_delete_permission(self, _request: HttpRequest, _rij: object = None) -> bool:
        return False

    @admin.display(description="stap")
    def stap(self, rij: Vergeetbaar) -> str:
        return rij.regel.wat

    @admin.display(description="wanneer")
    def op(self, rij: Vergeetbaar) -> object:
        return rij.regel.op

    @admin.action(description="Wis de naam en de woorden")
    def wis(self, request: HttpRequest, rijen: VergeetbaarQuerySet) -> None:
        messages.success(request, f"Gewist: {rijen.wis()}. Dat er iets gebeurde, blijft.")
