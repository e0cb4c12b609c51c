"""Classes that are data classes as well."""
from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from enum import Enum as PyEnum
from typing import Annotated, ClassVar, List, Optional, Set
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, DateTime, Enum, ForeignKey, Numeric, String, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import (
    DeclarativeBase, DeclarativeBaseNoMeta, KeyFuncDict, Mapped, MappedAsDataclass, attribute_keyed_dict,
    declared_attr, mapped_column, relationship,
)

money = Annotated[Decimal, mapped_column(Numeric(12, 2))]
pk = Annotated[int, mapped_column(BigInteger, primary_key=True)]
created = Annotated[dt.datetime, mapped_column(DateTime(timezone=True), server_default=func.now(), index=True)]
short = Annotated[Optional[str], mapped_column(String(12), unique=True)]


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """The base of all."""

    registry_name: ClassVar[str] = "main"


class TimestampMixin(MappedAsDataclass, init=False):
    created_at: Mapped[created] = mapped_column(init=False)
    updated_at: Mapped[Optional[dt.datetime]] = mapped_column(
        DateTime(timezone=True), default=None, onupdate=func.now(), init=False
    )


class HasUser(MappedAsDataclass):
    @declared_attr
    def user_id(cls) -> Mapped[UUID]:
        return mapped_column(ForeignKey("user.id", ondelete="CASCADE"), init=False)

    user_note: Mapped[Optional[str]] = mapped_column(default=None)


class Role(PyEnum):
    ADMIN = 1
    USER = 2


class User(TimestampMixin, Base):
    __tablename__ = "user"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=uuid4, init=False)
    name: Mapped[str] = mapped_column(String(30))
    code: Mapped[short]
    balance: Mapped[money] = mapped_column(default=Decimal(0))
    limit: Mapped[Optional[money]] = mapped_column(default=None)
    role: Mapped[Role] = mapped_column(default=Role.USER, server_default=Role.USER.name)
    roles: Mapped[List[Role]] = mapped_column(ARRAY(Enum(Role)), default_factory=list)
    tags: Mapped[Set[str]] = mapped_column(ARRAY(String), server_default="{}", default_factory=set)
    meta: Mapped[dict] = mapped_column("metadata", JSONB, default_factory=dict, nullable=False)
    orders: Mapped[List[Order]] = relationship(back_populates="user", default_factory=list)
    attributes: Mapped[KeyFuncDict[str, Attribute]] = relationship(
        collection_class=attribute_keyed_dict("name"), default_factory=dict, cascade="all, delete-orphan"
    )
    values: AssociationProxy[dict[str, str]] = association_proxy("attributes", "value", default_factory=dict)


class Attribute(Base):
    __tablename__ = "attribute"
    __table_args__ = (UniqueConstraint("user_id", "name"),)
    id: Mapped[pk] = mapped_column(init=False)
    user_id: Mapped[UUID] = mapped_column(ForeignKey(User.id), init=False)
    name: Mapped[str]
    value: Mapped[str] = mapped_column(default="")


class Order(HasUser, TimestampMixin, Base, kw_only=True):
    __tablename__ = "order"
    id: Mapped[pk] = mapped_column(init=False)
    external: Mapped[uuid.UUID] = mapped_column(PG_UUID(as_uuid=True), default_factory=uuid4)
    placed: Mapped[dt.date] = mapped_column(insert_default=func.current_date(), init=False)
    sent: Mapped[dt.time | None] = mapped_column(default=None)
    price: Mapped[money]
    user: Mapped[User] = relationship(back_populates="orders", default=None)
