from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Column, String
from sqlalchemy.orm import relationship

from app.db.base_class import Model
from app.shared.mixins import SoftDeleteMixin, UUIDMixin

if TYPE_CHECKING:
    from .item import Item  # noqa: F401


class User(UUIDMixin, SoftDeleteMixin, Model):
    full_name = Column(String, index=True)
    email = Column(String, unique=True, index=True, nullable=False)
    is_active = Column(Boolean(), default=True)
    items = relationship("Item", back_populates="owner")
