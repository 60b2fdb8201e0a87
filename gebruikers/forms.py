"""Forms for accounts: those of allauth, with less to fill in, and that of a beheerder."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from basis.forms import HuisstijlForm
from basis.velden import OpAlfabet
from gebruikers.actions import tel_persoon
from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol


class WachtwoordVergetenForm(allauth.ResetPasswordForm):
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send one mail to every address, known or not: both take as long and look the same.

        Raises TeVaak for one person too many.
        """
        tel_persoon(str(self.cleaned_data["email"]))
        if self.users:
            return str(super().save(request, **kwargs))
        email = str(self.cleaned_data["email"])
        get_adapter().send_mail("account/email/unknown_account", email, {})
        return email


class NieuwWachtwoordForm(allauth.ResetPasswordKeyForm):
    password2 = None


class EersteWachtwoordForm(allauth.SetPasswordForm):
    password2 = None


class WijzigWachtwoordForm(allauth.ChangePasswordForm):
    password2 = None


class AccountZoekForm(HuisstijlForm):
    """Whose account: some letters of a name or address, and a role."""

    q = forms.CharField(
        label="Naam of e-mailadres",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    rol = forms.ChoiceField(label="Rol", required=False, choices=[("", "Alle"), *Rol.choices])

    @property
    def gevonden(self) -> QuerySet[Gebruiker]:
        """Those who answer, who may log in first; what is no choice is left out."""
        self.is_valid()
        rijen = Gebruiker.objects.order_by("-is_active", OpAlfabet("naam"), "email")
        if q := self.cleaned_data.get("q"):
            rijen = rijen.filter(Q(naam__icontains=q) | Q(email__icontains=q))
        if rol := self.cleaned_data.get("rol"):
            rijen = rijen.filter(rollen__contains=[rol])
        return rijen


class GebruikerForm(HuisstijlForm, forms.ModelForm):  # type: ignore[type-arg]
    """An account. An indiener writes for organisations, so without one there is nothing to do."""

    rollen = forms.MultipleChoiceField(
        label="Rollen",
        choices=Rol.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Iemand kan meer rollen hebben. Zonder rol kan iemand alleen inloggen.",
    )

    class Meta:
        model = Gebruiker
        fields = ("email", "naam", "is_active", "rollen", "organisaties")
        widgets = {"organisaties": forms.CheckboxSelectMultiple}
        error_messages = {
            "email": {"required": "Schrijf het e-mailadres."},
            "naam": {"required": "Schrijf hoe deze persoon heet."},
        }

    def clean(self) -> dict[str, Any]:
        """Ask for the organisation of an indiener."""
        gegevens = super().clean() or {}
        if Rol.INDIENER in gegevens.get("rollen", ()) and not gegevens.get("organisaties"):
            self.add_error("organisaties", "Kies voor welke organisatie deze indiener schrijft.")
        return gegevens
