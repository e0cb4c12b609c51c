"""Sequences, identities and computed columns with all their options."""
import sqlalchemy as sa
from sqlalchemy import BigInteger, Column, Computed, Identity, Integer, MetaData, Sequence, SmallInteger, String, func, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData()


numbers = Sequence("numbers", start=1, increment=10, minvalue=1, maxvalue=10_000, cycle=True, cache=20, data_type=Integer)
base_numbers = Base.metadata, Sequence("loose", metadata=Base.metadata)
table_id = Sequence("table_id_seq")
descending = Sequence("descending", start=-1, increment=-1, nomaxvalue=True, nominvalue=True, order=True)


class Counter(Base):
    __tablename__ = "counter"
    id = Column(Integer, table_id, server_default=table_id.next_value(), primary_key=True)
    a = Column(Integer, numbers)
    b = Column(BigInteger, server_default=numbers.next_value(), nullable=False)
    c = Column(BigInteger, Identity(always=True, start=100, increment=5, minvalue=100, maxvalue=9999, cycle=True, cache=7))
    d = Column(SmallInteger, Identity(on_null=True))
    e = Column(Integer, descending, default=3)
    f = Column(Integer, default=Sequence("in_default"))
    g = Column(Integer, server_default=func.nextval("numbers"))
    h = Column(Integer, server_default=text("nextval('numbers'::regclass)"))


class Optional(Base):
    __tablename__ = "optional"
    id: Mapped[int] = mapped_column(Sequence("optional_id", optional=True), primary_key=True)


class Generated(Base):
    __tablename__ = "generated"
    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    width: Mapped[int] = mapped_column()
    height: Mapped[int]
    area: Mapped[int] = mapped_column(Computed("width * height", persisted=True))
    stored: Mapped[int] = mapped_column(Computed("width + height", persisted=True))
    name: Mapped[str] = mapped_column(String(20))
    lowered: Mapped[str] = mapped_column(String(20), Computed("lower(name)", True))
    search = mapped_column(TSVECTOR, Computed("to_tsvector('simple', name)", persisted=True))
    as_expression = mapped_column(Integer, Computed(width * 2, persisted=True))
    half = column_property(width / 2)


class Pair(Base):
    __tablename__ = "pair"
    left: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    right: Mapped[int] = mapped_column(primary_key=True)


class Tiny(Base):
    __tablename__ = "tiny"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True)


class Text(Base):
    __tablename__ = "text_key"
    id: Mapped[str] = mapped_column(String(10), primary_key=True)


class Custom(sa.types.TypeDecorator):
    impl = BigInteger
    cache_ok = True


class Snowflake(Base):
    __tablename__ = "snowflake"
    id = mapped_column(Custom, primary_key=True)


class Variant(Base):
    __tablename__ = "variant"
    id = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
