"""The store as a Django application, which only `fonds.store` itself installs."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Name and label of the application."""

    name = "fonds.store"
    label = "fonds_store"
    default_auto_field = "django.db.models.BigAutoField"
