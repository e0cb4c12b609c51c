"""SQLModel as its documentation and templates use it."""
import enum
import uuid
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any, List, Literal, Optional

import sqlalchemy as sa
from pydantic import BaseModel, field_validator
from sqlalchemy import BigInteger, CheckConstraint, Column, DateTime, Index, String, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import declared_attr
from sqlmodel import JSON, AutoString, Enum, Field, Relationship, Session, SQLModel, create_engine


def utcnow() -> datetime:
    return datetime.now(timezone.utc)


class Status(str, enum.Enum):
    active = "active"
    closed = "closed"


class Timestamps(SQLModel):
    created_at: datetime = Field(
        default_factory=utcnow, sa_type=DateTime(timezone=True), sa_column_kwargs={"server_default": func.now()}
    )
    updated_at: Optional[datetime] = Field(default=None, sa_column_kwargs={"onupdate": func.now()})


class UserBase(SQLModel):
    email: str = Field(unique=True, index=True, max_length=255)
    is_active: bool = True
    full_name: str | None = Field(default=None, max_length=255)


class UserCreate(UserBase):
    password: str = Field(min_length=8, max_length=128)


class User(UserBase, Timestamps, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    hashed_password: str
    items: list["Item"] = Relationship(back_populates="owner", cascade_delete=True)
    status: Status = Field(default=Status.active)
    mood: Optional[Status] = Field(default=None, sa_column=Column(sa.Enum(Status, name="mood")))


class ItemLink(SQLModel, table=True):
    __tablename__ = "item_link"
    item_id: uuid.UUID | None = Field(default=None, foreign_key="item.id", primary_key=True)
    tag_id: int | None = Field(default=None, foreign_key="tag.id", primary_key=True, ondelete="CASCADE")


class Item(SQLModel, table=True):
    __table_args__ = (
        UniqueConstraint("title", "owner_id", name="one_title"),
        CheckConstraint("price >= 0", name="price"),
        Index("by_price", "price", postgresql_where=sa.text("price > 0")),
        {"comment": "things"},
    )
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    title: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, sa_column=Column(Text))
    owner_id: uuid.UUID = Field(foreign_key="user.id", nullable=False, ondelete="CASCADE")
    owner: User | None = Relationship(back_populates="items")
    tags: List["Tag"] = Relationship(back_populates="items", link_model=ItemLink)
    price: Decimal = Field(default=0, max_digits=8, decimal_places=2)
    rate: float
    count: int = Field(default=0, ge=0, sa_type=BigInteger)
    day: date
    at: Optional[time]
    took: timedelta
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}"))
    more: dict = Field(default={}, sa_type=JSON)
    words: List[str] = Field(default_factory=list, sa_column=Column(ARRAY(String)))
    raw: bytes | None = None
    seen: datetime | None = Field(default=None, index=True, description="when", sa_column_args=[CheckConstraint("seen > '2000-01-01'")])
    comment_text: str = Field(default="", sa_column_kwargs={"comment": "what was said", "name": "comment"})
    parent_id: uuid.UUID | None = Field(default=None, foreign_key="item.id")

    @field_validator("title")
    @classmethod
    def check(cls, value):
        return value


class Tag(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    items: list[Item] = Relationship(back_populates="tags", link_model=ItemLink)


class Public(BaseModel):
    id: int


class Hero(SQLModel, table=True):
    __tablename__ = "heroes"
    __table_args__ = {"schema": "comics"}
    id: int | None = Field(default=None, primary_key=True)
    secret_name: str
    age: int | None = None
    team_id: int | None = Field(default=None, foreign_key="comics.teams.id", index=True)


class Team(SQLModel, table=True):
    __tablename__: str = "teams"
    __table_args__ = {"schema": "comics"}
    id: int | None = Field(default=None, primary_key=True, sa_column_kwargs={"autoincrement": True})
    name: str = Field(sa_column=Column("team_name", String(50), unique=True))
