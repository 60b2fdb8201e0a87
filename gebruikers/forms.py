"""Forms for accounts: those of allauth, with less to fill in, and that of the admin."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django import forms
from django.http import HttpRequest

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


class GebruikerForm(forms.ModelForm):  # type: ignore[type-arg]
    rollen = forms.MultipleChoiceField(
        choices=Rol.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Iemand kan meer rollen hebben. Zonder rol kan iemand alleen inloggen.",
    )

    class Meta:
        model = Gebruiker
        fields = ("email", "naam", "is_active", "rollen", "organisaties")
