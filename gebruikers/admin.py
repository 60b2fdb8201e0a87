"""The admin has no door of its own: the site's is its. Accounts are kept in the workplace."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # allauth's own way
admin.site.unregister([Group, EmailAddress, Authenticator, UserSession])
