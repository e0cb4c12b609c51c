"""What only running code can know is said, and the rest is kept."""
import os

from company.db import Base, CompanyMixin, MoneyColumn, money_type
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column

LENGTH = int(os.environ["LENGTH"])

if os.environ.get("WIDE"):
    KIND = String(200)
else:
    KIND = Integer


class Invoice(Base, CompanyMixin):
    __tablename__ = "invoice"
    id = Column(Integer, primary_key=True)
    customer_id = Column(Integer, ForeignKey("customer.id", ondelete="CASCADE"))
    total = Column(money_type(12), nullable=False)
    paid = MoneyColumn()
    code = Column(String(LENGTH))
    kind = Column(KIND)
    missing: Mapped[Undefined] = mapped_column()
    state = Column(String(5), server_default=os.environ["STATE"])
    __table_args__ = (
        CheckConstraint("total >"),
        CheckConstraint("total > 0) OR (1 = 1"),
        CheckConstraint("total > 0; DROP TABLE invoice"),
        Index("by_nothing", "no_such_column"),
        Index("by_code", "code"),
        *Base.more_arguments(),
    )


class Payment(Base):
    __tablename__ = os.environ["TABLE"]
    id = Column(Integer, primary_key=True)


reflected = Table("reflected", Base.metadata, autoload_with=object())
broken_reference = Table(
    "refers", Base.metadata, Column("id", Integer, primary_key=True), Column("x", Integer, ForeignKey("invoice.nothing"))
)
