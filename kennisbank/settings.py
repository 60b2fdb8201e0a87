"""One settings module; all that differs between machines comes from the environment."""

import os
import sys
from pathlib import Path

import environ
from django.utils.csp import CSP
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    sys.exit("SECRET_KEY ontbreekt: zet deze omgevingsvariabele op een eigen, geheime waarde.")
DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
# The demo: mail stays in /postvak/, and nobody is asked for a second factor.
DEMO = env.bool("DEMO", default=False)
REDACTIE_EMAIL = env.str("REDACTIE_EMAIL", default="redactie@example.nl")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_filters",
    "django_prose_editor",
    "procrastinate.contrib.django",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "basis",
    "organisaties",
    "gebruikers",
    "logboek",
    "post",
    "werkplek",
    "vinden",
    "innovaties",
    "masterclasses",
    "stukken",
    "word",
    "koppelvlak",
    "opgaven",
    "trajecten",
    "wensen",
    "programma",
    "nieuwsbrieven",
    "redactie",
    "rapportage",
    "kennisbank",
]

MIDDLEWARE = [
    "kennisbank.log.VerzoekMiddleware",
    "basis.middleware.CoderingMiddleware",
    "vinden.paginacache.PaginaCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "basis.middleware.PermissionsPolicyMiddleware",
    "basis.middleware.TeGrootMiddleware",
    "basis.middleware.LeesbaarAdresMiddleware",
    "kennisbank.statisch.StatischMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "basis.middleware.NietBewarenMiddleware",
    "gebruikers.middleware.TweedeStapMiddleware",
    "gebruikers.middleware.PoortMiddleware",
    "basis.middleware.RuleViolationMiddleware",
    "basis.middleware.TeDrukMiddleware",
]

ROOT_URLCONF = "kennisbank.urls"
WSGI_APPLICATION = "kennisbank.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "basis.sjablonen.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "context_processors": [
                "basis.context.site",
                "kennisbank.menu.hoofdmenu",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["basis.templatetags.onderdelen"],
        },
    }
]

DATABASES = {"default": env.db_url("DATABASE_URL", default="postgresql:///kennisbank")}
DATABASES["default"].update(
    # Each thread of `kennisbank.rsgi` keeps its connection; `vinden.stand` replaces a dead one.
    CONN_MAX_AGE=None,
    CONN_HEALTH_CHECKS=True,
    # A server that is gone without a word is found out within some ten seconds.
    OPTIONS={
        "connect_timeout": 3,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 2,
        "tcp_user_timeout": 10_000,
        **DATABASES["default"].get("OPTIONS", {}),
    },
)
# Mail waits in `post`, and the worker sends it. The demo keeps it: see /postvak/.
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=f"Kennisbank Nieuwe wegen <{REDACTIE_EMAIL}>"
)
_MAIL = env.email_url("EMAIL_URL", default="smtp://localhost")
_SMTP = {
    "host": _MAIL["EMAIL_HOST"],
    "port": _MAIL["EMAIL_PORT"],
    "username": _MAIL["EMAIL_HOST_USER"],
    "password": _MAIL["EMAIL_HOST_PASSWORD"],
    "use_tls": _MAIL.get("EMAIL_USE_TLS", False),
    "use_ssl": _MAIL.get("EMAIL_USE_SSL", False),
    "timeout": 15,
}
# A provider is named whole, as JSON: {"default": {"BACKEND": "anymail.backends.….EmailBackend",
# "OPTIONS": {…}}}. Newsletters go through "nieuwsbrieven" where that is named, else "default".
MAILERS: dict[str, dict[str, object]] = env.json("MAILERS", default={}) or {
    "default": {"BACKEND": "post.backends.PostvakBackend"}
    if DEMO and not env.str("EMAIL_URL", default="")
    else {"BACKEND": "post.backends.SmtpBackend", "OPTIONS": _SMTP}
}
ANYMAIL = env.json("ANYMAIL", default={})  # WEBHOOK_SECRET and the keys that providers sign with
MAIL_PER_SECONDE = env.float("MAIL_PER_SECONDE", default=0.0)  # newsletters; 0 is no limit
MAIL_VERBINDINGEN = env.int("MAIL_VERBINDINGEN", default=2)  # newsletters are sent over so many
# Where failures come back to, and mail to unsubscribe; IMAP_URL is the mailbox that has them:
# imaps://name:password@host/INBOX
TERUG_EMAIL = env.str("TERUG_EMAIL", default=REDACTIE_EMAIL)
IMAP_URL = env.str("IMAP_URL", default="")
# Sign mail ourselves, where no provider does: a private key in PEM, or the name of its file.
DKIM_SLEUTEL = env.str("DKIM_SLEUTEL", multiline=True, default="")
DKIM_SELECTOR = env.str("DKIM_SELECTOR", default="")
DKIM_DOMEIN = env.str("DKIM_DOMEIN", default="")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# Beside newsletters and a mail that hangs there is room for a planned publication, for reading
# passages, and for a question that a reader waits for.
PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": MAIL_VERBINDINGEN + 4,
    "delete_jobs": "successful",
    "shutdown_graceful_timeout": 3,
}

# The rate limits of the login, counted by all workers together, on any number of machines: the
# database is what they share already. Only forms are counted, so reading never waits for it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

AUTH_USER_MODEL = "gebruikers.Gebruiker"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "gebruikers.wachtwoorden.MinimaleLengte",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "gebruikers.wachtwoorden.NietVeelgebruikt"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "werkplek:mijn_werk"
LOGOUT_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # an invitation may wait for someone's day off

ACCOUNT_ADAPTER = "kennisbank.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation went to the address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# allauth's own would keep a second list of addresses.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a class)
ACCOUNT_FORMS = {
    "change_password": "gebruikers.forms.WijzigWachtwoordForm",
    "reset_password": "gebruikers.forms.WachtwoordVergetenForm",
    "reset_password_from_key": "gebruikers.forms.NieuwWachtwoordForm",
    "set_password": "gebruikers.forms.EersteWachtwoordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "",  # counted with all that strangers send: `gebruikers.actions`
}
MFA_ADAPTER = "kennisbank.adapter.TweedeStapAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Kennisbank Nieuwe wegen"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO  # http://localhost

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
# What Dutch knows of a word: made once, from the lists of two libraries.
WOORDENBOEK = Path(env.str("WOORDENBOEK", default=str(BASE_DIR / "var" / "woordenboek")))
# What cost much to make, to be sent again; it may always be emptied.
BEWAARD_ROOT = Path(env.str("BEWAARD_ROOT", default=str(BASE_DIR / "var" / "bewaard")))
# What a back-up cannot know (`basis.journaal`): it must outlive the database, so put it elsewhere.
JOURNAAL_ROOT = Path(env.str("JOURNAAL_ROOT", default=str(BASE_DIR / "var" / "journaal")))
BACKUP_ROOT = Path(env.str("BACKUP_ROOT", default=str(BASE_DIR / "var" / "backup")))
# Public keys of age, with commas: who has the private half of one can read a back-up.
BACKUP_SLEUTELS = env.list("BACKUP_SLEUTELS", default=[])
# What each process counts, for `manage.py metingen`.
METINGEN_ROOT = Path(env.str("METINGEN_ROOT", default=str(BASE_DIR / "var" / "metingen")))
# Anything larger than an attachment may be is cut off, and the form says so.
# `kennisbank.rsgi` takes in no more than 64 kB of who has no account.
FILE_UPLOAD_HANDLERS = [
    "basis.bestanden.BegrensdeUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Uploads in an object store instead of MEDIA_ROOT: s3://SLEUTEL:GEHEIM@opslag.example.nl/emmer
OPSLAG_URL = env.str("OPSLAG_URL", default="")
STORAGES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "kennisbank.opslag.Objectopslag", "OPTIONS": {"adres": OPSLAG_URL}}
    if OPSLAG_URL
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kennisbank.statisch.StatischeOpslag"},
}
# A page names a file by its content: the same file under its bare name is never asked for.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Source maps are megabytes that no visitor fetches.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

# Themas are curated rows; trefwoorden are free, and "Wijk" and "wijk" are one.
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "img-src": [CSP.SELF, "data:"],
    "manifest-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "werkplek.opnieuw.oude_sleutel"

# Behind a proxy that ends TLS: everything over https, for two years.
TLS = env.bool("TLS", default=False)
if TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^gezond(/klaar)?$"]
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
# How many proxies of ours stand before the site: a visitor's address is that many hops from the
# end of X-Forwarded-For. What stands before it there, the visitor may have made up.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", default=1 if TLS else 0)

# Where mistakes of the software are told, without anything of who met them.
FOUTEN_EMAIL = env.str("FOUTEN_EMAIL", default="")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "verzoek": {"()": "kennisbank.log.Verzoekfilter"},
        "storing": {"()": "kennisbank.log.Storingsfilter"},
    },
    "formatters": {
        "tekst": {"()": "kennisbank.log.Logtekst"},
        "json": {"()": "kennisbank.log.Jsonregel"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["verzoek", "storing"],
            "formatter": "json" if env.bool("LOG_JSON", default=False) else "tekst",
        },
        "fouten": {"class": "kennisbank.log.Foutmail", "filters": ["verzoek", "storing"]},
    },
    "root": {
        "handlers": ["console", *(["fouten"] if FOUTEN_EMAIL else [])],
        "level": os.environ.get("LOG_LEVEL", "WARNING"),
    },
}
