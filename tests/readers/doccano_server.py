"""doccano's code over a database in memory, without its server, its queue and its pages.

doccano asks for whole clouds of packages, and for a pandas of 2022. Of them its importer needs Django, the
models of some of its applications, and django-drf-filepond, whose tables one model refers to.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.core.management import call_command

if TYPE_CHECKING:
    from pathlib import Path

_OWN = ("projects", "examples", "label_types", "labels", "data_import", "data_export", "roles", "users")
_OTHER = ("django.contrib.contenttypes", "django.contrib.auth", "polymorphic", "django_drf_filepond")


def start(folder: Path) -> None:
    """Set Django up with doccano's applications, and make their tables.

    Args:
        folder: where files that are uploaded would be kept.
    """
    spec = find_spec("backend")
    assert spec is not None
    sys.path += spec.submodule_search_locations or ()
    settings.configure(
        INSTALLED_APPS=[*_OTHER, *_OWN],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        # the tables as the models have them; the history of their changes needs further applications
        MIGRATION_MODULES=dict.fromkeys(("django_drf_filepond", *_OWN)),
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        DJANGO_DRF_FILEPOND_FILE_STORE_PATH=str(folder),
        DJANGO_DRF_FILEPOND_UPLOAD_TMP=str(folder),
        ROLE_PROJECT_ADMIN="project_admin",
    )
    django.setup()
    call_command("migrate", verbosity=0, run_syncdb=True)
