"""What programs compute: f-strings, constants, loops, functions, conditions."""
from __future__ import annotations

import enum
import os
import sys
import typing as t
from functools import partial
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

if TYPE_CHECKING:
    from collections.abc import Sequence

    from other_package import Something

if sys.version_info >= (3, 9):
    from typing import Annotated
else:
    from typing_extensions import Annotated

try:
    from sqlalchemy.dialects.postgresql import JSONB as JSONType
except ImportError:
    from sqlalchemy import JSON as JSONType

PREFIX = "app_"
NAME_LENGTH, CODE_LENGTH = 80, 2 * 4 + 1
MAX = {"name": 255, "code": CODE_LENGTH}
STATES = ("draft", "sent", "paid")
FK_OPTIONS = dict(ondelete="CASCADE", onupdate="CASCADE")
required = partial(Column, nullable=False)
IntPk = Annotated[int, mapped_column(primary_key=True, autoincrement=True)]


def fk(target: str, **kwargs) -> t.Any:
    """A foreign key as we like them."""
    return ForeignKey(PREFIX + target, **{**FK_OPTIONS, **kwargs})


def name_column(length: int = NAME_LENGTH, *, unique: bool = False) -> Mapped[str]:
    options = {"unique": True} if unique else {}
    return mapped_column(String(length), **options)


def quoted(values: t.Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


class State(str, enum.Enum):
    DRAFT = "draft"
    SENT = "sent"

    @classmethod
    def choices(cls):
        return [member.value for member in cls]


class Base(DeclarativeBase):
    @declared_attr.directive
    def __tablename__(cls) -> str:
        return PREFIX + cls.__name__.lower()

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)


class Account(Base):
    id: Mapped[IntPk]
    name: Mapped[str] = name_column(unique=True)
    code = required(String(MAX["code"]))
    settings: Mapped[dict] = mapped_column(JSONType, server_default="{}")
    locale = Column(String(5), server_default=os.getenv("UNSET_IN_TESTS", "en") if False else "en")


class Invoice(Base):
    id: Mapped[IntPk]
    account_id: Mapped[int] = mapped_column(fk("account.id"), index=True)
    approver_id: Mapped[t.Optional[int]] = mapped_column(fk("account.id", ondelete="SET NULL", name="fk_approver"))
    state: Mapped[str] = mapped_column(String(max(len(s) for s in STATES)), server_default=STATES[0])
    kind: Mapped[str] = mapped_column(sa.Enum(*State.choices(), name="%s_kind" % PREFIX.rstrip("_")))
    total = Column(sa.Numeric(precision=12, scale=2), default=0, nullable=False)
    account: Mapped[Account] = relationship(foreign_keys=[account_id])

    __table_args__ = (
        CheckConstraint(f"state IN ({quoted(STATES)})", name=f"{PREFIX}state"),
        CheckConstraint("kind <> '{}'".format(State.SENT.value) + " OR total > 0", name="sent_has_total"),
        *(Index(f"ix_{PREFIX}invoice_{column}", column) for column in ("state", "kind")),
    ) + (UniqueConstraint("account_id", "state"),)


COLUMNS = ["first", "second", "third"]


class Wide(Base):
    id: Mapped[IntPk]
    for number in range(1, 4):
        locals()[f"value_{number}"] = Column(Integer)
    del number


matrix = Table(
    PREFIX + "matrix",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    *[Column(name, Integer, nullable=index == 0) for index, name in enumerate(COLUMNS)],
    *(Column(f"flag_{name}", sa.Boolean, server_default=sa.text("false")) for name in COLUMNS if name != "second"),
    Index("matrix_all", *COLUMNS),
)


def association(left: str, right: str) -> Table:
    return Table(
        f"{PREFIX}{left}_{right}",
        Base.metadata,
        Column(f"{left}_id", fk(f"{left}.id"), primary_key=True),
        Column(f"{right}_id", fk(f"{right}.id"), primary_key=True),
    )


account_invoice = association("account", "invoice")
others = {name: association("account", name) for name in ["wide"]}


class Archived(Base):
    __tablename__ = Invoice.__tablename__ + "_archive"
    id = Column(Integer, primary_key=True)
    invoice_id = Column(Invoice.id.type, ForeignKey(Invoice.id))
