"""The metadata of Superset, whose models can only be imported while an application is at work."""

import os

os.environ.setdefault("SUPERSET_SECRET_KEY", "used for nothing but this import")

from superset.app import create_app  # noqa: E402

create_app().app_context().push()

from flask_appbuilder import Model  # noqa: E402

metadata = Model.metadata
