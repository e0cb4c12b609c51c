"""Defaults, identities, computed columns, sequences, and when a key counts by itself."""
import uuid

import sqlalchemy as sa
from sqlalchemy import Column, Computed, FetchedValue, Identity, Integer, Sequence, String, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import declarative_base
from sqlalchemy.sql import expression, func

Base = declarative_base()


class utcnow(expression.FunctionElement):
    type = sa.DateTime()
    inherit_cache = True


@compiles(utcnow, "postgresql")
def _utcnow(element, compiler, **kw):
    return "TIMEZONE('utc', CURRENT_TIMESTAMP)"


counter = Sequence("ticket_number", start=100, increment=5, metadata=Base.metadata)


class Defaults(Base):
    __tablename__ = "defaults"
    id = Column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4, server_default=text("gen_random_uuid()"))
    a = Column(String, server_default="it's")
    b = Column(Integer, server_default="0")
    c = Column(Integer, server_default=text("1 + 1"))
    d = Column(sa.Boolean, server_default=sa.true())
    e = Column(sa.Boolean, server_default=expression.false())
    f = Column(sa.DateTime, server_default=func.now())
    g = Column(sa.DateTime, server_default=sa.func.current_timestamp())
    h = Column(sa.DateTime, server_default=utcnow())
    i = Column(JSONB, server_default=text("'{}'::jsonb"))
    j = Column(ARRAY(Integer), server_default="{}")
    k = Column(Integer, server_default=FetchedValue())
    l = Column(Integer, server_default=counter.next_value())
    m = Column(Integer, Computed("b * 2", persisted=True))
    n = Column(Integer, Computed("b + 1", persisted=True))
    o = Column(sa.Date, server_default=sa.cast(func.now(), sa.Date))
    p = Column(String, server_default=None, default="x")
    q = Column(sa.Text, server_default=sa.null())
    r = Column(sa.Text, server_default=sa.text("lower('A' || \n 'B')"))


class AsIdentity(Base):
    __tablename__ = "as_identity"
    id = Column(Integer, Identity(), primary_key=True)
    a = Column(sa.BigInteger, Identity(always=True, start=10, increment=2, maxvalue=1000, cycle=True))


class AsSequence(Base):
    __tablename__ = "as_sequence"
    id = Column(Integer, Sequence("as_sequence_id", minvalue=1), primary_key=True)


class Big(Base):
    __tablename__ = "big"
    id = Column(sa.BigInteger, primary_key=True)


class Small(Base):
    __tablename__ = "small"
    id = Column(sa.SmallInteger, primary_key=True, autoincrement=True)


class Off(Base):
    __tablename__ = "off"
    id = Column(Integer, primary_key=True, autoincrement=False)


class Client(Base):
    __tablename__ = "client"
    id = Column(Integer, primary_key=True, default=lambda: 5)


class Server(Base):
    __tablename__ = "server"
    id = Column(Integer, primary_key=True, server_default="7")


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, sa.ForeignKey("big.id"), primary_key=True)


class Pair(Base):
    __tablename__ = "pair"
    a = Column(Integer, primary_key=True)
    b = Column(Integer, primary_key=True)


class CountedPair(Base):
    __tablename__ = "counted_pair"
    a = Column(Integer, primary_key=True, autoincrement=True)
    b = Column(Integer, primary_key=True)


class Number(Base):
    __tablename__ = "number"
    id = Column(sa.Numeric, primary_key=True)
    plain = Column(Integer, autoincrement=True)
