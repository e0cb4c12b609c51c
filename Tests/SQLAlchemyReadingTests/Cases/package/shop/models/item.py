import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

import shop.db


class OrderItem(shop.db.Base):
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("customer_order.id"), index=True)
    order: Mapped["CustomerOrder"] = relationship(back_populates="items")
    price: Mapped[float] = mapped_column(sa.Numeric(8, 2))
