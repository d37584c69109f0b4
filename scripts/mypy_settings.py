"""Settings with which mypy's plugin for Django looks at the models. Nothing else uses them."""

SECRET_KEY = "unused"  # the plugin wants one
INSTALLED_APPS = ["fonds.store"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
