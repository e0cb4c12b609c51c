# Import all the models, so that Base has them before being imported by Alembic
from app.db.base_class import Model  # noqa
from app.models.item import Item  # noqa
from app.models.user import User  # noqa
from app.models.tables import *  # noqa
from core import Base  # noqa
