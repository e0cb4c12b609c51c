import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shop import constants as c
from shop.db import Base as ShopBase, TimeMixin

from .item import OrderItem


class CustomerOrder(TimeMixin, ShopBase):
    customer_id: Mapped[int] = mapped_column(sa.ForeignKey("customer.id"))
    state: Mapped[c.State] = mapped_column(
        sa.Enum(*c.State.labels(), name="order_state"), server_default=c.State.OPEN.value
    )
    priority: Mapped[int] = mapped_column(sa.CheckConstraint(f"priority BETWEEN {c.LIMITS[0]} AND {c.LIMITS[-1]}"))
    customer = relationship("Customer", back_populates="orders")
    items: Mapped[list[OrderItem]] = relationship(back_populates="order")
