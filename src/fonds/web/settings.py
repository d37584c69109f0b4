"""What the reading room asks of Django's settings, as a plain dictionary.

`fonds.store` configures Django in code and takes these in. No sessions, no accounts, no CSRF cookie, no
translation by the reader's language: a page depends on the request's address and on the open store alone.

Not for: settings of an archive. Those are in its ``archive.toml``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STATIC_FOLDER = HERE / "static"

EXTRA: dict[str, Any] = {
    "DEBUG": False,
    "ROOT_URLCONF": "fonds.web.urls",
    # Every host is answered alike: no page holds an absolute address, but for robots.txt and the sitemap, which have
    # the site's own or check the host themselves.
    "ALLOWED_HOSTS": ["*"],
    "APPEND_SLASH": False,
    "USE_I18N": False,
    "USE_TZ": True,
    "TIME_ZONE": "UTC",
    "MIDDLEWARE": [
        "fonds.web.middleware.OnlyReading",
        "fonds.web.middleware.ErrorsAsPages",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [HERE / "templates"],
            "APP_DIRS": False,
            "OPTIONS": {
                "builtins": ["fonds.web.tags"],
                "context_processors": ["fonds.web.room.in_every_page"],
            },
        }
    ],
    "LOGGING_CONFIG": None,  # `fonds.web.wsgi` says what is logged
}
