"""Everything the registry can be told, read from the environment.

With nothing set, a clone runs safely on this machine alone: SQLite under ``var/``,
loopback hosts, ``DEBUG`` off and a secret key generated once. README.md lists every variable.
"""

from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.addresses import ADDRESSES
from config.caches import caches
from config.environment import StrictEnv, secret_key
from config.log_lines import log_settings
from config.passwords import password_validators
from config.storages import media_storages

BASE_DIR = Path(__file__).resolve().parent.parent
env = StrictEnv()

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("DEBUG", False)
SECRET_KEY = secret_key(env.str("SECRET_KEY", ""), DATA_DIR)
SITE_URL = env.site_url("SITE_URL")
BEHIND_TLS = env.flag("BEHIND_TLS", False)
ALLOWED_HOSTS: list[str] = env.names("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.names("CSRF_TRUSTED_ORIGINS", [])
if "*" in ALLOWED_HOSTS and not DEBUG:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; * is for DEBUG only")

INSTALLED_APPS = [
    "showcase",
    "awards",
    "organizations",
    "config.apps.RegistryAdminConfig",
    "django.contrib.auth",
    "axes",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django_filters",
    "django_htmx",
    "simple_history",
    "csp",
]

MIDDLEWARE = [
    "organizations.tracing.TraceRequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "showcase.middleware.SayPoliciesMiddleware",
    "showcase.middleware.RefuseOpenProgramsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "showcase.middleware.RefuseOtherMethodsMiddleware",
    "showcase.middleware.RefuseUnreadableMiddleware",
    "showcase.middleware.SayBusyMiddleware",
    "organizations.access.middleware.OfficeNetworksMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organizations.refusals.RefusalsMiddleware",
    "organizations.access.middleware.SessionLimitsMiddleware",
    "organizations.middleware.MustChangePasswordMiddleware",
    "organizations.access.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
CSRF_FAILURE_VIEW = "showcase.views.errors.form_not_trusted"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "showcase.context_processors.site",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    # IMMEDIATE: a writer waits for its turn at BEGIN instead of failing at COMMIT.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728",
}
DATABASES = {
    "default": dj_database_url.parse(
        env.str("DATABASE_URL", f"sqlite:///{DATA_DIR / 'registry.sqlite3'}"), conn_max_age=600
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].setdefault("OPTIONS", {}).update(SQLITE_OPTIONS)
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
CACHES = caches(env.str("CACHE_URL", ""))
# Where what counts senders is gone, a report is worth more than the count.
RATELIMIT_FAIL_OPEN = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organizations.StaffUser"
AUTHENTICATION_BACKENDS = ["organizations.access.lockout.LockoutBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = password_validators(env.within("PASSWORD_KINDS", 3, 1, 4))
# 0: a password is changed when there is a reason to (docs/decisions/0018).
PASSWORD_MAX_AGE_DAYS = env.within("PASSWORD_MAX_AGE_DAYS", 0, 0, 3650)
SECOND_FACTOR = env.one_of("SECOND_FACTOR", "required" if BEHIND_TLS else "optional", "required", "optional")
SECOND_FACTOR_REQUIRED = SECOND_FACTOR == "required"
# Whose word counts for where a request came from: nginx on this machine, where it stands in front.
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES", ["127.0.0.0/8", "::1/128"] if BEHIND_TLS else [])
ADMIN_NETWORKS = env.networks("ADMIN_NETWORKS")
# What is asked of a role, and no administrator has for being one (docs/decisions/0019).
FOR_ROLES_ALONE = [
    "awards.release_honorlist",
    "awards.add_correction",
    "awards.add_standingchange",
    "showcase.release_casestudy",
    "showcase.add_casecorrection",
    "organizations.add_organizationmerge",
    "organizations.change_organizationmerge",
]
AXES_HANDLER = "organizations.access.lockout.EscalatingHandler"
AXES_LOCKOUT_PARAMETERS = "organizations.access.lockout.scopes"
AXES_USERNAME_CALLABLE = "organizations.access.lockout.counted_name"
AXES_CLIENT_IP_CALLABLE = "organizations.access.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "organizations.access.lockout.same_answer"
AXES_FAILURE_LIMIT = 5
# So long failures are remembered; how long one waits is the handler's.
AXES_COOLOFF_TIME = timedelta(hours=24)
AXES_RESET_ON_SUCCESS = True
# What is tried while one has to wait makes nobody wait longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
LOGIN_URL = "admin:login"

# The pictures of links are drawn with a Chinese font of the machine; without one there are none.
CARD_FONT = env.str("CARD_FONT", "")
FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"]
if CARD_FONT and not Path(CARD_FONT).is_file():
    raise ImproperlyConfigured("CARD_FONT must be the path of a font file (.ttf, .otf, .ttc)")

# Backups are encrypted where one of these is given: words, or the path of a file nobody else has.
BACKUP_PASSPHRASE = env.str("BACKUP_PASSPHRASE", "")
BACKUP_KEY_FILE = env.str("BACKUP_KEY_FILE", "")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
STORAGES = {
    **media_storages(env, DATA_DIR, MEDIA_URL),
    "staticfiles": {"BACKEND": "config.static_files.BundledStaticFilesStorage"},
}
# Assets are for our own pages.
WHITENOISE_ALLOW_ALL_ORIGINS = False
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The page of a case has eleven fields for each picture, and a Word file may bring a hundred of them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# What each process may keep of readers' pages; some 500 of the longest, or thousands of cases.
PAGE_CACHE_BYTES = 32 * 1024 * 1024

# `self` only and no nonces: public pages are cached whole, so nothing in them may vary.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# A session ends after a working day, however busy; and after so many minutes in which nothing was asked.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_MINUTES = env.within("SESSION_IDLE_MINUTES", 30, 5, 480)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
# A browser takes __Host- from this very host alone, and over TLS alone.
SESSION_COOKIE_NAME = "__Host-sessionid" if BEHIND_TLS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if BEHIND_TLS else "csrftoken"
SECURE_SSL_REDIRECT = BEHIND_TLS
# Programs are told to ask over TLS, not led there (showcase.middleware).
SECURE_REDIRECT_EXEMPT = [r"^api/"]
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
# nginx (deploy/nginx.conf) overwrites this header, so a reader cannot forge it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None

ABSOLUTE_URL_OVERRIDES = ADDRESSES

# What may lie in the recycle bin; organizations keeps it, the apps above declare what they put there.
DRAFT_KINDS = ["awards.discarding.LIST", "awards.discarding.ENTRIES", "showcase.discarding.CASE"]

# Who tells what two organisations are, side by side, before they are merged; in the order of the page.
MERGE_EVIDENCE = [
    "organizations.comparing.registration",
    "awards.comparing.honours",
    "showcase.comparing.stories",
]

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# The law asks for half a year; the database keeps younger lines whatever is said here.
SECURITY_LOG_DAYS = env.days("SECURITY_LOG_DAYS", 180, at_least=180)
# A line for each page that is kept, too, which costs the server a little; nginx writes them for nothing.
ACCESS_LOG = env.flag("ACCESS_LOG", False)
LOGGING = log_settings()
