from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from ..db import Base, TimeMixin, text_column

if TYPE_CHECKING:
    from .order import CustomerOrder


class Customer(TimeMixin, Base):
    name: Mapped[str] = text_column()
    code: Mapped[str] = text_column(8, unique=True)
    orders: Mapped[list[CustomerOrder]] = relationship(back_populates="customer")
