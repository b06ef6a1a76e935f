"""All settings, typed, from ``FIRSTLINE_*`` and ``DATABASE_URL``. What an agency decides is data, not settings."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from firstline.config.environment import (
    database_settings,
    environment_flag,
    environment_list,
    environment_text,
    home_folder,
    read_secret_key,
)

HOME: Path = home_folder()
DEMO: bool = environment_flag("FIRSTLINE_DEMO")
DEBUG: bool = environment_flag("FIRSTLINE_DEBUG")
PACKAGE_FOLDER = Path(__file__).resolve().parent.parent

SECRET_KEY = read_secret_key(HOME)
ALLOWED_HOSTS: list[str] = environment_list("FIRSTLINE_ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS: list[str] = environment_list("FIRSTLINE_TRUSTED_ORIGINS")
HTTPS: bool = environment_flag("FIRSTLINE_HTTPS")

# One row a room, high floors first (docs/architecture.md).
ROOMS = [
    "firstline.front",
    "firstline.tickets",
    "firstline.promises",
    "firstline.routing",
    "firstline.triage",
    "firstline.contacts",
    "firstline.teams",
    "firstline.catalog",
    "firstline.settings",
    "firstline.kit",
    "firstline.notify",
    "firstline.files",
    "firstline.identity",
    "firstline.people",
    "firstline.desks",
    "firstline.calendars",
    "firstline.ledger",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "csp",
    "firstline.config",  # the last: closes the registries
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "firstline.kit.middleware.RequestLogMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "firstline.identity.middleware.SessionAgeMiddleware",
    "firstline.identity.middleware.ActorMiddleware",
    "firstline.identity.middleware.SignInFirstMiddleware",
    "firstline.kit.middleware.ErrorPagesMiddleware",
    "firstline.kit.middleware.OpenedPagesMiddleware",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"bare": {"format": "%(message)s"}},
    "handlers": {"requests": {"class": "logging.StreamHandler", "formatter": "bare"}},
    "loggers": {"firstline.requests": {"handlers": ["requests"], "level": "INFO", "propagate": False}},
}
ROOT_URLCONF = "firstline.config.urls"
WSGI_APPLICATION = "firstline.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "firstline.kit.context.shell",
            ],
            "builtins": [
                "firstline.kit.templatetags.kit",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "firstline.kit.templatetags.constant",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.Jinja2"  # Django's own widgets, drawn ten times as fast

DATABASES = {"default": database_settings(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kit_cache"}}

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["firstline.identity.adapter.AccountBackend"]
SESSION_ENGINE = "firstline.identity.adapter"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "identity:sign_in"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "firstline.identity.adapter.AccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Tight for an account, wide for an address: a school of 900 signs in from one, and most mornings some mistype.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,600/h/ip,5/15m/key"}
USERSESSIONS_TRACK_ACTIVITY = False  # our own middleware does, once a minute, and never for polling

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "firstline.kit.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [PACKAGE_FOLDER / "kit" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment_text("FIRSTLINE_TIME_ZONE") or "America/New_York"

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"/kit/dist/.+-[\w-]{8}\.(css|js|svg|woff2)$"  # names with a hash, made by Vite

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
MAX_REQUEST_BYTES = 260 * 1024 * 1024  # ten files of 25 MB, sent with their text by a browser without script

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = None
