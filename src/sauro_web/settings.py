"""Settings of the site. Each that an office may set is a `SAURO_…` variable; what is unknown stops the start.

SAURO_DATA            folder of the database, the uploaded files and the secret key (default ./var)
SAURO_DATABASE_URL    postgres://user:password@host/name; without it SQLite in SAURO_DATA
SAURO_SECRET_KEY      key of sessions and signatures; without it one is made and kept in SAURO_DATA
SAURO_HOSTS           names under which the site is reached, by commas (default localhost, 127.0.0.1)
SAURO_HTTPS           true where the site stands behind HTTPS: cookies are then sent over it alone
SAURO_PROXIES         how many proxies stand before the site (default 0): whose address counts
SAURO_DEBUG           true shows errors with their tracebacks; never in an office
SAURO_DEMO            true for a made-up office to try things in: its first page shows people and passwords
SAURO_EMAIL_URL       smtp://user:password@host:port; without it mail is written to SAURO_DATA/mail
SAURO_EMAIL_FROM      address from which mail is sent (default the user of SAURO_EMAIL_URL)
SAURO_SCANNER         command that looks an uploaded file through for malware, on its standard input; it ends
                      with 0 for a clean one ("clamdscan --no-summary -"); without it none is asked
SAURO_SIGNATURE_ROOTS folder of the root certificates (.pem, .crt, .cer) that the office trusts for signatures
                      in files; without it their chain of trust is not looked at
SAURO_KEPT_DAYS       days after which reminders of ended work and messages that have left are removed
                      (default 400, at least 60)
SAURO_INCOMING        folder in which offices may have registers of other systems taken up by themselves: each
                      gets a folder of its own in it, which the other system writes into; without it none
SAURO_URL             address of the site as people type it (https://sauro.xa.gov.vn), for links in mail;
                      without it the first of SAURO_HOSTS
SAURO_WEBHOOK_PRIVATE true lets an office's own channel stand inside the network and without HTTPS
SAURO_OIDC_URL, SAURO_OIDC_CLIENT, SAURO_OIDC_SECRET, SAURO_OIDC_NAME
                      the province's single sign-on (OpenID Connect), where there is one; without it none
SAURO_OIDC_CLAIM      what of it says who somebody is here: preferred_username (default), sub, or any other
                      claim that holds the user name; email for the e-mail address
"""

from __future__ import annotations

import os
import secrets
import shlex
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

KNOWN = {
    "SAURO_DATA", "SAURO_DATABASE_URL", "SAURO_SECRET_KEY", "SAURO_HOSTS", "SAURO_HTTPS", "SAURO_PROXIES",
    "SAURO_DEBUG", "SAURO_EMAIL_URL", "SAURO_OIDC_URL", "SAURO_OIDC_CLIENT", "SAURO_OIDC_SECRET",
    "SAURO_OIDC_NAME", "SAURO_OIDC_CLAIM", "SAURO_EMAIL_FROM", "SAURO_DEMO", "SAURO_SCANNER",
    "SAURO_URL", "SAURO_WEBHOOK_PRIVATE", "SAURO_KEPT_DAYS", "SAURO_INCOMING", "SAURO_SIGNATURE_ROOTS",
}  # fmt: skip
unknown = sorted(name for name in os.environ if name.startswith("SAURO_") and name not in KNOWN)
if unknown:
    raise ImproperlyConfigured(f"Không có cấu hình tên {', '.join(unknown)}; tên đúng xem ở settings.py.")

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent
DATA = Path(env.str("SAURO_DATA", default="var")).resolve()
DATA.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key given, else the one kept beside the data, made at the first start."""
    if given := env.str("SAURO_SECRET_KEY", default=""):
        return given
    kept = DATA / "secret_key"
    if not kept.exists():
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return kept.read_text().strip()


def _database() -> dict[str, object]:
    """PostgreSQL where an address is given, else SQLite in the data folder."""
    if env.str("SAURO_DATABASE_URL", default=""):
        database: dict[str, object] = env.db("SAURO_DATABASE_URL")
        if database["ENGINE"] != "django.db.backends.postgresql":
            raise ImproperlyConfigured(
                "SAURO_DATABASE_URL phải bắt đầu bằng postgres://; SQLite thì để trống."
            )
        return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "sauro.sqlite3",
        # Opening it anew for each page takes longer than most of its queries.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            # A transaction that begins as reader and turns writer is refused at once by SQLite, without
            # waiting.
            "transaction_mode": "IMMEDIATE",
            # FULL: what was answered survives a power cut.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            # What is deleted is overwritten.
            "PRAGMA secure_delete=ON;",
        },
    }


def _province() -> list[dict[str, object]]:
    """The province's single sign-on as allauth wants it; none where no address is given."""
    url = env.str("SAURO_OIDC_URL", default="")
    if not url:
        return []
    if not env.str("SAURO_OIDC_CLIENT", default=""):
        raise ImproperlyConfigured("SAURO_OIDC_URL cần thêm SAURO_OIDC_CLIENT (và SAURO_OIDC_SECRET nếu có).")
    return [
        {
            "client_id": env.str("SAURO_OIDC_CLIENT"),
            "secret": env.str("SAURO_OIDC_SECRET", default=""),
            "settings": {"server_url": url.rstrip("/"), "oauth_pkce_enabled": True},
        }
    ]


SECRET_KEY = _secret_key()
DEBUG = env.bool("SAURO_DEBUG", default=False)
DEMO = env.bool("SAURO_DEMO", default=False)
ALLOWED_HOSTS = env.list("SAURO_HOSTS", default=["localhost", "127.0.0.1"])

INSTALLED_APPS = [
    "sauro_web.common",
    "sauro_web.audit",
    "sauro_web.accounts",
    "sauro_web.workdays",
    "sauro_web.notices",
    "sauro_web.documents",
    "sauro_web.drafts",
    "sauro_web.plans",
    "sauro_web.tasks",
    "sauro_web.meetings",
    "sauro_web.procedures",
    "sauro_web.outreach",
    "sauro_web.indicators",
    "sauro_web.reports",
    "sauro_web.exchange",
    "sauro_web.pages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_q",
    "treebeard",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "sauro_web.accounts.signing_in.province",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sauro_web.common.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "sauro_web.exchange.middleware.InterfaceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sauro_web.accounts.signing_in.middleware.SignedInMiddleware",
    "sauro_web.accounts.signing_in.middleware.FirstPasswordMiddleware",
    "sauro_web.accounts.acting.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sauro_web.common.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sauro_web.pages.context.frame",
            ],
            "builtins": [
                "sauro_web.common.templatetags.look",
                "sauro_web.common.templatetags.helping",
                "django.templatetags.static",
            ],
        },
    }
]
ROOT_URLCONF = "sauro_web.urls"
WSGI_APPLICATION = "sauro_web.wsgi.application"
DATABASES = {"default": _database()}
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
# Off: numbers of records stand in addresses and forms too ("1.074" is nobody). The filter `figure` groups.
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = "sauro_web.formats"

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "assets"] if (PACKAGE / "assets").is_dir() else []
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names with a hash, so that browsers keep what did not change for good.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
# Until a file is known to bear no mark of secrecy, nothing of it touches a disk.
FILE_UPLOAD_HANDLERS = ["sauro_web.common.uploads.InMemoryHandler"]
SCANNER = shlex.split(env.str("SAURO_SCANNER", default=""))
SIGNATURE_ROOTS = env.str("SAURO_SIGNATURE_ROOTS", default="")
FEWEST_KEPT_DAYS = 60
KEPT_DAYS = env.int("SAURO_KEPT_DAYS", default=400)
if KEPT_DAYS < FEWEST_KEPT_DAYS:
    raise ImproperlyConfigured(f"SAURO_KEPT_DAYS phải từ {FEWEST_KEPT_DAYS} ngày trở lên.")

_INCOMING = env.str("SAURO_INCOMING", default="")
INCOMING = Path(_INCOMING).resolve() if _INCOMING else None

CSRF_FAILURE_VIEW = "sauro_web.common.refusals.csrf_refused"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("SAURO_HTTPS", default=False)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Shared by all processes: a limit holds, and a used code is used, whichever of them is asked.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "common_cache"},
}

PASSWORD_HASHERS = [
    "sauro_web.accounts.signing_in.passwords.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"sauro_web.accounts.signing_in.passwords.{rule}"}
    for rule in ("LongEnough", "ManyKinds", "NotAboutOneself", "NotCommon", "NotThePresentOne")
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 60 * 60

PROXIES = env.int("SAURO_PROXIES", default=0)
HTTPS = SESSION_COOKIE_SECURE
if HTTPS and PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
ACCOUNT_ADAPTER = "sauro_web.accounts.signing_in.adapters.AccountAdapter"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    # Two hundred people of one office sign in at eight o'clock from one address. Wrong passwords are counted
    # by person and address (AXES_…), so no limit by address alone stands in their way.
    "login": None,
    # Codes of the second step.
    "login_failed": "8/15m/key",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
MFA_ADAPTER = "sauro_web.accounts.signing_in.adapters.SecondStepAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Sáu Rõ"
SOCIALACCOUNT_ADAPTER = "sauro_web.accounts.signing_in.adapters.ProvinceAdapter"
# A form that is posted may not lead to another site (form-action of the policy above); a link may.
SOCIALACCOUNT_LOGIN_ON_GET = True

AXES_CLIENT_IP_CALLABLE = "sauro_web.accounts.signing_in.trail.address_of"
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_FAILURE_LIMIT = 8
AXES_LOCKOUT_CALLABLE = "sauro_web.accounts.signing_in.lockout.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
# Whatever was typed: people type their password into the wrong field.
AXES_SENSITIVE_PARAMETERS = ["login", "username", "email", "code", "oldpassword", "password1", "password2"]
AXES_USERNAME_CALLABLE = "sauro_web.accounts.signing_in.lockout.key_of"
AXES_VERBOSE = False

MAIL_LEAVES = bool(env.str("SAURO_EMAIL_URL", default=""))
if MAIL_LEAVES:
    vars().update(env.email("SAURO_EMAIL_URL"))
    if vars()["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        EMAIL_BACKEND = "sauro_web.notices.sending.smtp.CarefulBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = env.str("SAURO_EMAIL_FROM", default="") or vars().get(
    "EMAIL_HOST_USER", "sauro@localhost"
)
# Seconds; a mail server that hangs holds nobody up for longer.
EMAIL_TIMEOUT = 10
_NAMED = next((name for name in ALLOWED_HOSTS if "*" not in name), "localhost").lstrip(".")
SITE_URL = env.str("SAURO_URL", default="") or f"{'https' if HTTPS else 'http'}://{_NAMED}"
WEBHOOK_PRIVATE = env.bool("SAURO_WEBHOOK_PRIVATE", default=False)

OIDC_CLAIM = env.str("SAURO_OIDC_CLAIM", default="preferred_username")
OIDC_NAME = env.str("SAURO_OIDC_NAME", default="đăng nhập một lần của tỉnh")
SOCIALACCOUNT_PROVIDERS = {"province": {"APPS": _province()}}

# Django writes errors of a site that is not being debugged nowhere but in a mail; here to where the server
# process writes.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

Q_CLUSTER = {
    "name": "sauro",
    "orm": "default",
    "workers": 2,
    # A job whose worker was killed is handed out again after `retry` seconds, which must exceed `timeout`.
    "timeout": 900,
    "retry": 960,
    "max_attempts": 3,
    "ack_failures": True,
    "catch_up": False,
    "poll": 1,
    "save_limit": 10_000,
    "label": "Việc chạy nền",
}
