import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Even(sa.types.UserDefinedType[Any]):
    cache_ok = True

    def get_col_spec(self, **kw: Any) -> str:
        return "public.even"


numbers_sequence = sa.Sequence("numbers", start=7, metadata=Base.metadata)


# Not in SQLAlchemy: positive NO INHERIT
class Event(Base):
    __tablename__ = "events"
    __table_args__ = (
        sa.PrimaryKeyConstraint("id", "at"),
        sa.CheckConstraint("id > 0", name="positive"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    id: Mapped[int] = mapped_column(sa.Integer(), server_default=sa.text("nextval('numbers')"))
    at: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True))
    note: Mapped[str | None] = mapped_column(postgresql.CITEXT())
    half: Mapped[Any | None] = mapped_column(Even())


# Not in SQLAlchemy: WITH (fillfactor = 70)
# Not in SQLAlchemy: ROW LEVEL SECURITY is enabled
# Not in SQLAlchemy: policy own
# Not in SQLAlchemy: trigger touched BEFORE UPDATE
# Not in SQLAlchemy: the comment of index by_line: for search
class Log(Base):
    __tablename__ = "logs"
    __table_args__ = (
        sa.Index(
            "by_line",
            sa.text("line text_pattern_ops DESC NULLS LAST"),
            postgresql_include=["id"],
            postgresql_with={"fillfactor": "50"},
            postgresql_where=sa.text("line <> ''"),
        ),
    )

    id: Mapped[int] = mapped_column(sa.Integer(), sa.Identity(start=5), primary_key=True)
    line: Mapped[str | None] = mapped_column(sa.Text())


# Not in SQLAlchemy: sequence numbers OWNED BY events.id
# Not in SQLAlchemy: domain even: it has several checks
# Not in SQLAlchemy: table events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
# Not in SQLAlchemy: extension citext
# Not in SQLAlchemy: view recent
# Not in SQLAlchemy: function public.touch()
# Not in SQLAlchemy: role reader
# Not in SQLAlchemy: GRANT SELECT ON logs for reader
