"""Logging in and one's account: the pages of allauth that we use, under Dutch addresses.

The names are allauth's own, since it finds its pages by them.
"""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessies
from django.urls import URLPattern, path, re_path, reverse_lazy
from django.views import View

from basis.geheime_link import door_poort
from gebruikers.views import Account, Inloggen, Uitloggen


def _pagina(adres: str, view: type[View], sjabloon: str, naam: str, **opties: Any) -> URLPattern:
    """A view of allauth at our address, with our template."""
    toon = view.as_view(template_name=f"gebruikers/{sjabloon}.html", **opties)
    return path(adres, toon, name=naam)


urlpatterns = [
    path("inloggen/", Inloggen.as_view(), name="account_login"),
    _pagina("inloggen/code/", mfa.AuthenticateView, "code", "mfa_authenticate"),
    path("inloggen/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    _pagina(
        "inloggen/niet-actief/", account.AccountInactiveView, "niet_actief", "account_inactive"
    ),
    path("uitloggen/", Uitloggen.as_view(), name="account_logout"),
    path(
        "wachtwoord/vergeten/",
        door_poort(
            account.PasswordResetView.as_view(template_name="gebruikers/wachtwoord_vergeten.html")
        ),
        name="account_reset_password",
    ),
    _pagina(
        "wachtwoord/verstuurd/",
        account.PasswordResetDoneView,
        "wachtwoord_verstuurd",
        "account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord/kiezen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(
            template_name="gebruikers/wachtwoord_kiezen.html",
            success_url=reverse_lazy("account_login"),
        ),
        name="account_reset_password_from_key",
    ),
    path("account/", Account.as_view(), name="mfa_index"),
    _pagina(
        "account/wachtwoord/", account.PasswordChangeView, "wachtwoord", "account_change_password"
    ),
    _pagina(
        "account/eerste-wachtwoord/", account.PasswordSetView, "wachtwoord", "account_set_password"
    ),
    _pagina(
        "account/bevestigen/", account.ReauthenticateView, "bevestigen", "account_reauthenticate"
    ),
    _pagina(
        "account/bevestigen/code/", mfa.ReauthenticateView, "bevestigen_code", "mfa_reauthenticate"
    ),
    _pagina(
        "account/bevestigen/passkey/",
        webauthn.ReauthenticateWebAuthnView,
        "bevestigen_passkey",
        "mfa_reauthenticate_webauthn",
    ),
    _pagina("account/app/", totp.ActivateTOTPView, "app", "mfa_activate_totp"),
    _pagina("account/app/verwijderen/", totp.DeactivateTOTPView, "app_weg", "mfa_deactivate_totp"),
    _pagina("account/passkey/", webauthn.AddWebAuthnView, "passkey", "mfa_add_webauthn"),
    _pagina(
        "account/passkey/<int:pk>/verwijderen/",
        webauthn.RemoveWebAuthnView,
        "passkey_weg",
        "mfa_remove_webauthn",
        success_url=reverse_lazy("mfa_index"),
    ),
    _pagina(
        "account/herstelcodes/",
        herstelcodes.ViewRecoveryCodesView,
        "herstelcodes",
        "mfa_view_recovery_codes",
    ),
    _pagina(
        "account/herstelcodes/nieuw/",
        herstelcodes.GenerateRecoveryCodesView,
        "herstelcodes_nieuw",
        "mfa_generate_recovery_codes",
    ),
    _pagina("account/apparaten/", sessies.ListUserSessionsView, "apparaten", "usersessions_list"),
    # The links of the admin's own header: one door out, and one page for a password.
    path("beheer/logout/", Uitloggen.as_view(), name="beheer_uitloggen"),
    _pagina(
        "beheer/password_change/", account.PasswordChangeView, "wachtwoord", "beheer_wachtwoord"
    ),
]
