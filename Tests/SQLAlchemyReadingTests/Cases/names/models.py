"""A naming convention, a schema for all tables, and names that are too long."""
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, String, UniqueConstraint
from sqlalchemy.orm import declarative_base
from sqlalchemy.schema import conv

metadata = MetaData(
    schema="shop",
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s_%(referred_column_0_name)s",
        "pk": "pk_%(table_name)s",
    },
)
Base = declarative_base(metadata=metadata)


class Customer(Base):
    __tablename__ = "customer"
    id = Column(Integer, primary_key=True)
    email = Column(String(100), unique=True)
    name = Column(String(100), index=True)
    region = Column(String(10))
    age = Column(Integer, CheckConstraint("age > 0", name="adult"))
    __table_args__ = (
        UniqueConstraint("name", "region"),
        CheckConstraint("age < 200", name=conv("age_limit")),
        Index("explicit", "region"),
    )


class CustomerOrder(Base):
    __tablename__ = "customer_order_with_a_name_that_is_rather_long"
    id = Column(Integer, primary_key=True)
    customer_identifier_of_the_one_who_ordered = Column(ForeignKey("shop.customer.id"), index=True, unique=True)
    other = Column(Integer, ForeignKey("customer.id", name="other_customer"))


class Elsewhere(Base):
    __tablename__ = "elsewhere"
    __table_args__ = {"schema": "archive", "comment": "it's kept"}
    id = Column(Integer, primary_key=True, autoincrement=False)
    customer_id = Column(Integer, ForeignKey(Customer.id), comment="who")
