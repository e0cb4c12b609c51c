"""`type_annotation_map` in a base, a registry, an intermediate class; types of one's own as keys."""
from __future__ import annotations

import datetime
import decimal
import enum
import ipaddress
import pathlib
import typing
import uuid
from collections.abc import Mapping
from typing import Annotated, Any, Literal, NewType, Optional, TypedDict, Union

import sqlalchemy
from sqlalchemy import BIGINT, JSON, Enum, Integer, LargeBinary, MetaData, Numeric, SmallInteger, String, Text, TypeDecorator, Uuid, types
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry

bigint = Annotated[int, "bigint"]
str_30 = Annotated[str, 30]
str_50 = Annotated[str, 50]
num_12_4 = Annotated[decimal.Decimal, 12]
UserId = NewType("UserId", int)
Email = NewType("Email", str)
JsonObject = dict[str, Any]
Mode = Literal["r", "w", "append"]
name_type = Annotated[str_50, mapped_column(nullable=False, index=True)]
tz_time = Annotated[datetime.datetime, mapped_column(types.TIMESTAMP(timezone=True), default=datetime.datetime.now)]
required_name = Annotated[str, mapped_column(String(30), nullable=False)]
optional_name = Annotated[Optional[str], mapped_column(String(31))]


class Level(enum.Enum):
    LOW = "l"
    HIGH = "h"


class Priority(enum.IntEnum):
    one = 1
    two = 2


class Payload(TypedDict):
    a: int


class PathType(TypeDecorator[pathlib.Path]):
    impl = Text
    cache_ok = True


class Base(DeclarativeBase):
    registry = registry(
        type_annotation_map={
            bigint: BIGINT(),
            str_30: String(30),
            str_50: String(50),
            num_12_4: Numeric(12, 4),
            UserId: SmallInteger,
            JsonObject: pg.JSONB,
            list[str]: pg.ARRAY(Text),
            pathlib.Path: PathType,
            ipaddress.IPv4Address: pg.INET,
            Payload: JSON(),
            uuid.UUID: Uuid(native_uuid=False),
            enum.Enum: Enum(enum.Enum, native_enum=False, length=20),
            Mode: Enum("r", "w", "append", name="mode_type"),
            bytes: LargeBinary().with_variant(pg.BYTEA(), "postgresql"),
            Union[int, str]: String(77),
        },
        metadata=MetaData(),
    )


class Everything(Base):
    __tablename__ = "everything"
    id: Mapped[UserId] = mapped_column(primary_key=True)
    a: Mapped[bigint]
    b: Mapped[Optional[bigint]]
    c: Mapped[str_30]
    d: Mapped[str_50 | None]
    e: Mapped[num_12_4]
    f: Mapped[JsonObject]
    g: Mapped[dict[str, Any]]
    h: Mapped[Optional[list[str]]]
    i: Mapped[pathlib.Path]
    j: Mapped[ipaddress.IPv4Address | None]
    k: Mapped[Payload]
    l: Mapped[uuid.UUID]
    m: Mapped[Level]
    n: Mapped[Mode]
    o: Mapped[bytes]
    p: Mapped[typing.Union[int, str]]
    q: Mapped[name_type]
    r: Mapped[tz_time]
    s: Mapped[required_name]
    t: Mapped[optional_name]
    u: Mapped[Optional[required_name]]
    v: Mapped[required_name] = mapped_column(String(9), unique=True)
    w: Mapped[Priority] = mapped_column(Enum(Priority, name="priority_type", values_callable=lambda x: [str(i.value) for i in x]))
    x: Mapped["str"]
    y: Mapped["Optional[datetime.date]"]
    z: Mapped[typing.Optional[datetime.timedelta]]
    aa: Mapped[int] = mapped_column("renamed", nullable=True)
    bb: Mapped[float | None] = mapped_column(Numeric(5, 1), nullable=False)
    cc: Mapped[bool] = mapped_column(sqlalchemy.Boolean(), server_default=sqlalchemy.sql.expression.false())
    dd: Mapped[Any] = mapped_column(pg.JSONB)
    ee: Mapped[Mapping[str, str]] = mapped_column(pg.HSTORE)


class Narrow(Base):
    __abstract__ = True
    type_annotation_map = {str: String(8)}


class Nothing(Narrow):
    __tablename__ = "nothing"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
