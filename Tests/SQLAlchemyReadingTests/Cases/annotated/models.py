"""Annotations say the types: SQLAlchemy 2."""
from __future__ import annotations

import datetime
import enum
import uuid
from decimal import Decimal
from typing import Annotated, Any, ClassVar, List, Literal, NewType, Optional, Union

from sqlalchemy import BigInteger, ForeignKey, MetaData, String, Text, func
from sqlalchemy import types as t
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, WriteOnlyMapped, mapped_column, relationship

intpk = Annotated[int, mapped_column(primary_key=True)]
timestamp = Annotated[datetime.datetime, mapped_column(nullable=False, server_default=func.now())]
user_fk = Annotated[int, mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))]
str50 = Annotated[str, 50]
Reference = NewType("Reference", str)


class Status(enum.Enum):
    PENDING = "pending"
    DONE = "done"


class Color(str, enum.Enum):
    red = "R"
    green = "G"


class Base(DeclarativeBase):
    type_annotation_map = {
        str50: String(50),
        Reference: String(20),
        dict[str, Any]: JSONB,
        list[str]: ARRAY(Text),
        datetime.datetime: t.DateTime(timezone=True),
    }


class User(Base):
    __tablename__ = "user_account"

    kind: ClassVar[str] = "person"
    id: Mapped[intpk]
    created: Mapped[timestamp]
    name: Mapped[str]
    nick: Mapped[Optional[str]]
    short: Mapped[str50]
    maybe_short: Mapped[Optional[str50]]
    reference: Mapped[Reference]
    age: Mapped[int | None]
    height: Mapped[Union[float, None]]
    balance: Mapped[Decimal]
    token: Mapped[uuid.UUID] = mapped_column(unique=True)
    born: Mapped[datetime.date]
    wakes: Mapped[datetime.time]
    naps: Mapped[Optional[datetime.timedelta]]
    photo: Mapped[Optional[bytes]]
    active: Mapped[bool] = mapped_column(default=True)
    status: Mapped[Status]
    color: Mapped[Optional[Color]] = mapped_column(index=True)
    size: Mapped[Literal["small", "large"]]
    settings: Mapped[dict[str, Any]]
    tags: Mapped[list[str]]
    forced: Mapped[Optional[str]] = mapped_column(nullable=False)
    loose: Mapped[str] = mapped_column("loose_name", String(10), nullable=True)
    big: Mapped[int] = mapped_column(BigInteger)
    addresses: Mapped[List[Address]] = relationship(back_populates="user", cascade="all, delete-orphan")
    visits: WriteOnlyMapped["Visit"] = relationship()


class Address(Base):
    __tablename__ = "address"

    id: Mapped[intpk]
    email: Mapped["str"] = mapped_column(comment="as it was typed")
    user_id: Mapped[user_fk]
    user: Mapped["User"] = relationship(back_populates="addresses")


class Visit(MappedAsDataclass, Base):
    __tablename__ = "visit"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), init=False)
    count: Mapped[int] = mapped_column(default=0)
    note: Mapped[Optional[str]] = mapped_column(Text, default=None)
