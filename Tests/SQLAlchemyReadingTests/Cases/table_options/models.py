"""Options of tables that PostgreSQL knows, and tables beside classes."""
import sqlalchemy as sa
from sqlalchemy import Column, Date, Index, Integer, String, Table, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Measure(Base):
    __tablename__ = "measure"
    __table_args__ = (
        Index("measure_by_day", "day", postgresql_using="brin", postgresql_with={"pages_per_range": 32}),
        {"postgresql_partition_by": "RANGE (day)", "comment": "one row for each day; it's 'quoted'"},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    day = mapped_column(Date, primary_key=True)


class Cache(Base):
    __tablename__ = "cache"
    __table_args__ = {"prefixes": ["UNLOGGED"], "postgresql_with": {"fillfactor": 70, "autovacuum_enabled": False}}
    key: Mapped[str] = mapped_column(String(50), primary_key=True, comment="the key")
    value: Mapped[bytes | None]


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    name = Column(String(20))


class Heir(Base):
    __tablename__ = "heir"
    __table_args__ = {"postgresql_inherits": "parent"}
    id = Column(Integer, primary_key=True)
    extra = Column(Integer)


class Listed(Base):
    __tablename__ = "listed"
    __table_args__ = {"postgresql_partition_by": "LIST (lower(kind), id)", "info": {"skip": True}, "implicit_returning": False}
    id = Column(Integer)
    kind = Column(String(20))
    __mapper_args__ = {"primary_key": [id]}


class View(Base):
    __table__ = Table(
        "as_view", Base.metadata, Column("id", Integer, primary_key=True), Column("total", sa.BigInteger),
        comment="mapped by hand", info={"is_view": True})
    total_text = sa.orm.column_property(__table__.c.total + 1) if False else None


loose = Table("loose", Base.metadata, Column("a", Integer), Column("b", Integer, index=True), Index(None, "a", "b"))
loose.append_column(Column("c", String(3), nullable=False))
Index("loose_c", loose.c.c, loose.columns["a"])
