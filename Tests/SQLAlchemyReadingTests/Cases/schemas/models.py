"""Schemas of the MetaData and of tables, and names that need quotes."""
from typing import Optional

from sqlalchemy import (
    BLANK_SCHEMA, Boolean, Column, Enum, ForeignKey, ForeignKeyConstraint, Identity, Index, Integer, MetaData, Sequence, String,
    Table, UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.sql import quoted_name

SCHEMA = "Sales"
PREFIX = "tbl"


class Base(DeclarativeBase):
    metadata = MetaData(
        schema=SCHEMA,
        naming_convention={
            "ix": "%(column_0_label)s_idx",
            "uq": "%(table_name)s_%(column_0_N_label)s_key",
            "ck": "%(table_name)s_%(constraint_name)s_check",
            "fk": "%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s_%(referred_column_0_N_name)s_fkey",
            "pk": "%(table_name)s_pkey",
        },
    )


class Client(Base):
    __tablename__ = f"{PREFIX}_Client"
    id: Mapped[int] = mapped_column("ID", primary_key=True)
    name: Mapped[str] = mapped_column("Full Name", String(40), index=True)
    order: Mapped[Optional[int]] = mapped_column("order", unique=True)
    select = Column(Integer)
    percent = Column("50%", Integer, key="fifty")
    active = Column(Boolean(create_constraint=True, name="active"))


class Bill(Base):
    __tablename__ = "bill"
    id: Mapped[int] = mapped_column(Identity(start=1000), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey(f"{SCHEMA}.{PREFIX}_Client.ID"))
    year: Mapped[int]
    number: Mapped[int] = mapped_column(Sequence("Bill-Number", start=5, metadata=Base.metadata))
    state = Column(Enum("new", "paid", name="Bill State", schema="types"))
    __table_args__ = (UniqueConstraint("client_id", "year"), Index(None, "year", "number", unique=True))


class Line(Base):
    __tablename__ = "line"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "year"], ["Sales.bill.client_id", "Sales.bill.year"], ondelete="CASCADE"),
        {"schema": "archive", "quote": True},
    )
    id = mapped_column(Integer, primary_key=True)
    client_id = mapped_column(Integer)
    year = mapped_column(Integer)
    kind = mapped_column(Enum("a", "b", name="line_kind", inherit_schema=True))
    other = mapped_column(Enum("c", "d", name="other_kind"))


public = Table(
    quoted_name("Shared", True),
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("line_id", ForeignKey(Line.id), nullable=False),
    schema=BLANK_SCHEMA,
)


class User(Base):
    __tablename__ = "user"
    __table_args__ = {"schema": "auth"}
    id = Column(Integer, primary_key=True)
    manager_id = Column(Integer, ForeignKey("auth.user.id"), index=True)
    bill_id = Column(ForeignKey("bill.id"))
    tag = Column(String, index=True, unique=True)
