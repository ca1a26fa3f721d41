"""The one Django app that holds tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "troth.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
