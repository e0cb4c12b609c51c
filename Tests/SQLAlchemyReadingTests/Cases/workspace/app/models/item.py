from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Numeric, String, UniqueConstraint
from sqlalchemy.orm import relationship

from ..db.base_class import Model
from ..shared import mixins
from ..shared.mixins import CreatedByMixin as ByUser

if TYPE_CHECKING:
    from app.models.user import User  # noqa: F401


class Item(ByUser, Model, mixins.UUIDMixin):
    title = Column(String, index=True)
    price = Column(Numeric(10, 2), CheckConstraint("price > 0", name="positive"))
    owner_id = Column(Integer, ForeignKey("user.id", ondelete="CASCADE"))
    owner = relationship("User", back_populates="items", foreign_keys=[owner_id])
    __table_args__ = (UniqueConstraint("owner_id", "title"),)
