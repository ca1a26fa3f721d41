"""Django's settings for a node, all read from the environment here and nowhere else.

Every TROTH_ variable is described in docs/reference/settings.md; a test compares the two.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy

from troth.server import addresses, home, providers
from troth.server.places import PACKAGE, SITE

TROTH_HOME = home.folder(os.environ)
TROTH_URL = os.environ.get("TROTH_URL", "").rstrip("/")
TROTH_DEMO = os.environ.get("TROTH_DEMO", "") == "1"
TROTH_OPERATOR = os.environ.get("TROTH_OPERATOR", "")
TROTH_KEY_FILE = os.environ.get("TROTH_KEY_FILE") or str(TROTH_HOME / "keys" / "node.key")
TROTH_MAIL_PROVIDER = os.environ.get("TROTH_MAIL_PROVIDER", "")
TROTH_MAIL = bool(os.environ.get("TROTH_MAIL_URL") or TROTH_MAIL_PROVIDER)
TROTH_SITE = SITE
TROTH_FILE_MB = addresses.megabytes("TROTH_FILE_MB", os.environ.get("TROTH_FILE_MB"), otherwise=20)
TROTH_FILES_MB = addresses.megabytes("TROTH_FILES_MB", os.environ.get("TROTH_FILES_MB"), otherwise=50)

SECRET_KEY = home.kept_secret(TROTH_HOME / "keys" / "session.key")
DEBUG = os.environ.get("TROTH_DEBUG", "") == "1"
HTTPS = TROTH_URL.startswith("https://")
HOST = urlsplit(TROTH_URL).hostname
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *([HOST] if HOST else [])]
CSRF_TRUSTED_ORIGINS = [TROTH_URL] if TROTH_URL else []

INSTALLED_APPS = [
    "troth.store",
    "troth.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "troth.web.lent.Lent",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "troth.web.account.seen.Seen",
    "troth.web.gate.Refusals",
    "troth.web.unseen.Unseen",
]

ROOT_URLCONF = "troth.server.urls"
WSGI_APPLICATION = "troth.server.wsgi.application"
DATABASES = {"default": addresses.database(os.environ.get("TROTH_DATABASE_URL"), TROTH_HOME)}
CACHES = {  # counts attempts to sign in; in the database, because several processes must agree
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "troth_cache",
        # When it is full, a third is thrown away whether it still counts or not; so it must not be filled easily.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "troth.web.frame.frame",
            ]
        },
    }
]

# People and sign-in
AUTH_USER_MODEL = "store.Person"
AUTHENTICATION_BACKENDS = ["troth.web.account.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = [
    "email*",
    "password1",
]  # nobody signs up; allauth reads here that there may be a password
ACCOUNT_EMAIL_VERIFICATION = "none"  # a code that arrived by mail is the verification
ACCOUNT_ADAPTER = "troth.web.account.adapter.Adapter"
ACCOUNT_FORMS = {"request_login_code": "troth.web.account.views.AskCode"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = False  # another code is asked for like the first, and counted like it
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_TIMEOUT = 900
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = (
    True  # the same is done for an address that nobody has; the adapter sends nothing
)
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True  # every session lasts thirty days from its last use, however one signed in
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# How often one may try: web/account/limits.py says who counts for what, docs/explanation/signing-in.md what it means.
ACCOUNT_RATE_LIMITS = {
    # These count by address or by network alone, so anybody could shut out a colleague; ours take their place.
    "login": None, "login_failed": None, "request_login_code": None,
    # One code, however many requests try it at the same moment.
    "code_tries": f"{ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS}/15m/key",
    # A browser that the address is known by: nobody else can use these up.
    "code_known": "6/5m/key,60/d/key", "password_known": "10/5m/key,60/d/key", "factor_known": "10/5m/key,60/d/key",
    # Somebody who is signed in, and shows once more that it is them.
    "code_own": "6/5m/key,20/d/key",
    # Somebody who answers a mail without signing in, and shows once whose mailbox it is.
    "mailed_network": "20/m/ip", "mailed_own": "4/h/key,8/d/key",
    # All others, by network, by address and network, and by address.
    "code_network": "20/m/ip", "code_pair": "3/5m/key", "code_address": "12/h/key", "code_short": "3/d/key",
    "password_network": "20/m/ip", "password_pair": "5/5m/key", "password_address": "20/h/key,60/d/key",
    # A calendar that somebody's programme fetches by an address nobody guesses.
    "feed": "120/h/key", "feed_network": "60/m/ip",
    # A provider's calls that show another secret than this node's.
    "hook_network": "20/m/ip",
    "factor_network": "20/m/ip", "factor_pair": "5/5m/key", "factor_address": "10/h/key,20/d/key",
}  # fmt: skip
# Proxies of one's own that each add to X-Forwarded-For: the address that the outermost saw is the one that counts.
ALLAUTH_TRUSTED_PROXY_COUNT = addresses.proxies(os.environ.get("TROTH_PROXIES"), https=HTTPS)
MFA_ADAPTER = "troth.web.account.factors.Factors"
MFA_FORMS = {
    "authenticate": "troth.web.account.factors.SecondFactor",
    "reauthenticate": "troth.web.account.factors.Again",
    "login_webauthn": "troth.web.account.answers.Enter",
    "authenticate_webauthn": "troth.web.account.answers.Show",
    "reauthenticate_webauthn": "troth.web.account.answers.ShowAgain",
    "add_webauthn": "troth.web.account.answers.Add",
    "edit_webauthn": "troth.web.account.answers.Rename",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone is enough, so it makes sure who holds it
MFA_TOTP_TOLERANCE = 1  # half a minute on each side, for a clock that is a little off
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = {"webauthn_login": None}  # nothing to guess, and a colleague could use it up

# Mail: without an address the codes and invitations are shown to the admin, to be passed on by hand
DEFAULT_FROM_EMAIL = os.environ.get("TROTH_MAIL_FROM") or f"Troth <troth@{HOST or 'localhost'}>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
_given = providers.Given(
    name=TROTH_MAIL_PROVIDER,
    key=os.environ.get("TROTH_MAIL_KEY", ""),
    secret=os.environ.get("TROTH_MAIL_SECRET", ""),
    place=os.environ.get("TROTH_MAIL_API_URL", ""),
    signing=os.environ.get("TROTH_MAIL_SIGNING_KEY", ""),
    url=os.environ.get("TROTH_MAIL_URL", ""),
)
ANYMAIL = providers.settings_for(_given, SECRET_KEY)
TROTH_MAIL_SECRETS = tuple(
    filter(None, (_given.key, _given.secret, _given.signing))
)  # kept out of what is said
_way = f"anymail.backends.{TROTH_MAIL_PROVIDER}" if TROTH_MAIL_PROVIDER else "django.core.mail.backends"
EMAIL_BACKEND = f"{_way}{'' if TROTH_MAIL_PROVIDER else '.smtp' if TROTH_MAIL else '.dummy'}.EmailBackend"
_mail = addresses.mail(os.environ.get("TROTH_MAIL_URL"))
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls, _mail.ssl

# Replies by mail: nobody is asked for one without an address that they go to
TROTH_REPLY_ADDRESS = addresses.replies(os.environ.get("TROTH_REPLY_ADDRESS"))
TROTH_REPLY_RECEIVER = os.environ.get(
    "TROTH_REPLY_RECEIVER", ""
)  # who is believed about where a mail is from
TROTH_MAILBOX = addresses.mailbox(os.environ.get("TROTH_IMAP_URL"))

# What a browser may do with a page of ours: nothing that did not come from this node as a file of its own
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_NAME = "__Host-troth" if HTTPS else "troth"
CSRF_COOKIE_NAME = "__Host-troth-csrf" if HTTPS else "troth-csrf"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would sign out a person who follows a link from a mail
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
TROTH_MAILBOX_COOKIE = "__Host-troth-mailbox" if HTTPS else "troth-mailbox"
TROTH_DEVICE_COOKIE = "__Host-troth-device" if HTTPS else "troth-device"
SESSION_ENGINE = "troth.store.session_engine"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_HANDLERS = [  # the first counts, and ends what is too large while it arrives
    "troth.web.arriving.Counting",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Words, days, files
LANGUAGE_CODE = "en"
LANGUAGES = [("en", gettext_lazy("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "troth-language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = (
    True  # files are served out of the package: an installed wheel needs no collecting step
)
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Calm: what an operator must act on, on standard error, without anybody's words in it
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"error": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["error"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["error"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["error"], "level": "ERROR", "propagate": False},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "django.security.RequestDataTooBig": {"handlers": [], "propagate": False},
        "django.security.TooManyFieldsSent": {"handlers": [], "propagate": False},
        "django.security.TooManyFilesSent": {"handlers": [], "propagate": False},
        "troth": {"handlers": ["error"], "level": "INFO", "propagate": False},
    },
}
