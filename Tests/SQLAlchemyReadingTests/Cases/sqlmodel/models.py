"""SQLModel classes: fields, and columns where they are given."""
import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, List, Optional

from pydantic import EmailStr
from sqlalchemy import Column, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Relationship, SQLModel


class Level(str, Enum):
    low = "l"
    high = "h"


class HeroBase(SQLModel):
    name: str = Field(index=True, max_length=50)
    age: Optional[int] = None


class TeamHero(SQLModel, table=True):
    team_id: Optional[int] = Field(default=None, foreign_key="team.id", primary_key=True)
    hero_id: Optional[int] = Field(default=None, foreign_key="hero.id", primary_key=True)


class Team(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    heroes: List["Hero"] = Relationship(back_populates="teams", link_model=TeamHero)


class Hero(HeroBase, table=True):
    __table_args__ = (UniqueConstraint("name", "alias"),)

    id: int | None = Field(default=None, primary_key=True)
    key: uuid.UUID = Field(default_factory=uuid.uuid4)
    alias: str = Field(max_length=20)
    power: float
    is_active: bool = True
    born: date
    wakes: time
    naps: timedelta
    worth: Decimal = Field(max_digits=10, decimal_places=2)
    blob: bytes | None = None
    level: Level
    notes: dict = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    short: str = Field(sa_type=String(5))
    mentor_id: Optional[int] = Field(default=None, foreign_key="hero.id", ondelete="SET NULL")
    tagged: Annotated[str, Field(max_length=7)]
    commented: str = Field(sa_column_kwargs={"comment": "a remark", "server_default": "none"})
    teams: List[Team] = Relationship(back_populates="heroes", link_model=TeamHero)


class Account(SQLModel, table=True):
    __tablename__ = "accounts"
    id: int = Field(primary_key=True)
    hero_id: int = Field(foreign_key="hero.id", nullable=True, index=True)


class HeroPublic(HeroBase):
    id: int
