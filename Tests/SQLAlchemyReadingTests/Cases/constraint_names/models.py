"""Naming conventions with every token, functions of one's own, and names too long."""
import uuid

from sqlalchemy import (
    Boolean, CheckConstraint, Column, Enum, ForeignKey, ForeignKeyConstraint, Index, Integer, MetaData, PrimaryKeyConstraint,
    String, Table, UniqueConstraint, func, text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import conv


def short_table(constraint, table):
    return table.name[:4]


convention = {
    "short": short_table,
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s_%(column_1_name)s" if False else "uq_%(table_name)s_%(column_0N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s_%(referred_column_0_name)s",
    "pk": "pk_%(column_0_N_key)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=convention)


pair = Table(
    "pair", Base.metadata, Column("a", Integer), Column("b", Integer), PrimaryKeyConstraint("a", "b", name="pair_key"))


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[str] = mapped_column(String(10), index=True)
    second: Mapped[str] = mapped_column(String(10), unique=True)
    flag: Mapped[bool] = mapped_column(Boolean(name="is_flag", create_constraint=True))
    kind = mapped_column(Enum("a", "b", name="kind", native_enum=False, create_constraint=True))
    age: Mapped[int] = mapped_column(CheckConstraint("age > 0", name="age"))
    both: Mapped[int] = mapped_column(unique=True, index=True)
    __table_args__ = (
        UniqueConstraint("first", "second"),
        UniqueConstraint("second", "first", name="given"),
        UniqueConstraint("age", "first", name=conv("as_it_is")),
        Index(None, "second", "first"),
        Index("given_index", "second"),
        Index(None, func.lower(text("first")), "second") if False else Index("by_lower", func.lower(second)),
        CheckConstraint("first <> second", name="differ"),
        CheckConstraint("age < 1000", name=conv("ck_age")),
    )


class Member(Base):
    __tablename__ = "member"
    left = Column(Integer, ForeignKey("account.id"), primary_key=True, key="l")
    right = Column(Integer, ForeignKey("account.id", name="right_fk"), primary_key=True, key="r")
    third = Column(String(10), ForeignKey("account.second"))
    __table_args__ = (ForeignKeyConstraint(["l", "r"], ["pair.a", "pair.b"]),)


class LongName(Base):
    __tablename__ = "a_table_whose_name_is_so_long_that_little_is_left_for_more"
    identifier: Mapped[int] = mapped_column(primary_key=True)
    another_rather_long_column_name: Mapped[int] = mapped_column(index=True, unique=True)
    yet_another_rather_long_column: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    __table_args__ = (
        UniqueConstraint("identifier", "yet_another_rather_long_column"),
        CheckConstraint("identifier > 0", name="a_check_with_a_long_name_too"),
    )


other = MetaData()
