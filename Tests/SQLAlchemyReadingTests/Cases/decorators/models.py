"""Types of one's own."""
import uuid

from sqlalchemy import CHAR, Column, Integer, LargeBinary, String, Text, TypeDecorator, types
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.mutable import MutableDict, MutableList
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class GUID(TypeDecorator):
    impl = CHAR
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID())
        else:
            return dialect.type_descriptor(CHAR(32))

    def process_bind_param(self, value, dialect):
        return value


class Json(TypeDecorator):
    impl = Text

    def load_dialect_impl(self, dialect):
        kind = {"postgresql": postgresql.JSONB}.get(dialect.name, Text)
        return dialect.type_descriptor(kind())


class Sized(TypeDecorator):
    impl = String
    cache_ok = True


class Limited(TypeDecorator):
    impl = String
    cache_ok = True

    def __init__(self, length=12, *, label=None):
        super().__init__(length=length)
        self.label = label


class Upper(Limited):
    cache_ok = True


class Wrapped(types.TypeDecorator):
    impl = types.DateTime(timezone=True)
    cache_ok = True


class Same(TypeDecorator):
    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "mysql":
            return dialect.type_descriptor(Text())
        return super().load_dialect_impl(dialect)


class Impl(TypeDecorator):
    impl = Integer
    cache_ok = True

    def load_dialect_impl(self, dialect):
        return self.impl


class Vector(types.UserDefinedType):
    cache_ok = True

    def __init__(self, size=None):
        self.size = size

    def get_col_spec(self, **kw):
        return f"int4[{self.size}]" if self.size else "int4[]"


class Name(String):
    pass


def money():
    return postgresql.NUMERIC(12, 4)


class Row(Base):
    __tablename__ = "row"
    id = Column(GUID(), primary_key=True, default=uuid.uuid4)
    a = Column(GUID)
    b = Column(Json)
    c = Column(Sized(9))
    d = Column(Sized)
    e = Column(Limited)
    f = Column(Limited(5, label="five"))
    g = Column(Upper(length=6))
    h = Column(Wrapped)
    i = Column(Same())
    j = Column(Impl())
    k = Column(Vector(3))
    l = Column(Vector)
    m = Column(Name(8))
    n = Column(money())
    o = Column(MutableDict.as_mutable(postgresql.JSONB))
    p = Column(MutableList.as_mutable(postgresql.ARRAY(Integer)))
    q = Column(postgresql.ARRAY(GUID))
