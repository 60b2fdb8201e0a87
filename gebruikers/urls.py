"""Logging in and one's account: the pages of allauth that we use, under Dutch addresses.

The names are allauth's own, since it finds its pages by them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessies
from django.urls import path, re_path, reverse_lazy

from basis.geheime_link import door_poort
from gebruikers.views import Account, Inloggen, Uitloggen

urlpatterns = [
    path("inloggen/", Inloggen.as_view(), name="account_login"),
    path(
        "inloggen/code/",
        mfa.AuthenticateView.as_view(template_name="gebruikers/code.html"),
        name="mfa_authenticate",
    ),
    path("inloggen/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "inloggen/niet-actief/",
        account.AccountInactiveView.as_view(template_name="gebruikers/niet_actief.html"),
        name="account_inactive",
    ),
    path(
        "uitloggen/",
        Uitloggen.as_view(),
        name="account_logout",
    ),
    path(
        "wachtwoord/vergeten/",
        door_poort(
            account.PasswordResetView.as_view(template_name="gebruikers/wachtwoord_vergeten.html")
        ),
        name="account_reset_password",
    ),
    path(
        "wachtwoord/verstuurd/",
        account.PasswordResetDoneView.as_view(template_name="gebruikers/wachtwoord_verstuurd.html"),
        name="account_reset_password_done",
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
    path(
        "account/wachtwoord/",
        account.PasswordChangeView.as_view(template_name="gebruikers/wachtwoord.html"),
        name="account_change_password",
    ),
    path(
        "account/eerste-wachtwoord/",
        account.PasswordSetView.as_view(template_name="gebruikers/wachtwoord.html"),
        name="account_set_password",
    ),
    path(
        "account/bevestigen/",
        account.ReauthenticateView.as_view(template_name="gebruikers/bevestigen.html"),
        name="account_reauthenticate",
    ),
    path(
        "account/bevestigen/code/",
        mfa.ReauthenticateView.as_view(template_name="gebruikers/bevestigen_code.html"),
        name="mfa_reauthenticate",
    ),
    path(
        "account/bevestigen/passkey/",
        webauthn.ReauthenticateWebAuthnView.as_view(
            template_name="gebruikers/bevestigen_passkey.html"
        ),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/app/",
        totp.ActivateTOTPView.as_view(template_name="gebruikers/app.html"),
        name="mfa_activate_totp",
    ),
    path(
        "account/app/verwijderen/",
        totp.DeactivateTOTPView.as_view(template_name="gebruikers/app_weg.html"),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/passkey/",
        webauthn.AddWebAuthnView.as_view(template_name="gebruikers/passkey.html"),
        name="mfa_add_webauthn",
    ),
    path(
        "account/passkey/<int:pk>/verwijderen/",
        webauthn.RemoveWebAuthnView.as_view(
            template_name="gebruikers/passkey_weg.html", success_url=reverse_lazy("mfa_index")
        ),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/herstelcodes/",
        herstelcodes.ViewRecoveryCodesView.as_view(template_name="gebruikers/herstelcodes.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/herstelcodes/nieuw/",
        herstelcodes.GenerateRecoveryCodesView.as_view(
            template_name="gebruikers/herstelcodes_nieuw.html"
        ),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/apparaten/",
        sessies.ListUserSessionsView.as_view(template_name="gebruikers/apparaten.html"),
        name="usersessions_list",
    ),
    # The links of the admin's own header: one door out, and one page for a password.
    path(
        "beheer/logout/",
        Uitloggen.as_view(),
        name="beheer_uitloggen",
    ),
    path(
        "beheer/password_change/",
        account.PasswordChangeView.as_view(template_name="gebruikers/wachtwoord.html"),
        name="beheer_wachtwoord",
    ),
]
