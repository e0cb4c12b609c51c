"""Enumerations: names or values, types of their own or texts with a check."""
import enum

from sqlalchemy import Column, Enum, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declarative_base, mapped_column


class AutoName(enum.Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    FIRST = enum.auto()
    SECOND = enum.auto()


class Plain(enum.Enum):
    a = 1
    b = 2
    also_b = 2


class Text(str, enum.Enum):
    UP = "up"
    DOWN = "it's down"

    def describe(self):
        return self.name


class Strings(enum.StrEnum):
    LEFT = enum.auto()
    RIGHT = enum.auto()


def values(cls):
    return [member.value for member in cls]


class Base(DeclarativeBase):
    metadata = MetaData(schema="kinds")
    type_annotation_map = {Plain: Enum(Plain, native_enum=False, length=30)}


shared = Enum(Text, name="direction")


class Thing(Base):
    __tablename__ = "thing"
    id: Mapped[int] = mapped_column(primary_key=True)
    auto: Mapped[AutoName]
    plain: Mapped[Plain]
    text: Mapped[Text] = mapped_column(shared)
    again: Mapped[Text] = mapped_column(shared, server_default=Text.UP.name)
    by_value = Column(Enum(Text, values_callable=values, name="direction_values"))
    by_lambda = Column(Enum(AutoName, values_callable=lambda e: [m.value for m in e], name="auto_values", schema="kinds"))
    checked = Column(Enum(Text, native_enum=False, create_constraint=True, name="text_check"))
    unchecked = Column(Enum("x", "yy", native_enum=False))
    named = Column(Enum("x", "yy", name="letters"))
    strings: Mapped[Strings]
    from_list = Column(Enum(*[s.value for s in Strings], name="sides"))
    is_set = Column(Enum("on", "off", name="switch", create_constraint=True))
