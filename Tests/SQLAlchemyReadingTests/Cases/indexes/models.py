"""Indexes and exclusions, also those declared outside of their classes."""
from sqlalchemy import (
    CheckConstraint, Column, DateTime, Index, Integer, String, Text, UniqueConstraint, and_, case, cast, column, desc, func,
    literal_column, not_, or_, text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSTZRANGE, ExcludeConstraint
from sqlalchemy.orm import DeclarativeBase, mapped_column


class Base(DeclarativeBase):
    pass


class Event(Base):
    __tablename__ = "event"
    id = mapped_column(Integer, primary_key=True)
    name = mapped_column(String(50), index=True)
    code = mapped_column(String(10), unique=True, index=True)
    kind = mapped_column("event_kind", String(10))
    starts = mapped_column(DateTime)
    ends = mapped_column(DateTime)
    during = mapped_column(TSTZRANGE)
    data = mapped_column(JSONB)
    score = mapped_column(Integer)
    body = mapped_column(Text)
    __table_args__ = (
        Index("by_start", "starts", postgresql_using="brin"),
        Index("by_kind", kind, starts.desc()),
        Index("by_lower", func.lower(name), unique=True),
        Index("by_data", data, postgresql_using="gin", postgresql_ops={"data": "jsonb_path_ops"}),
        Index("open_events", "name", postgresql_where=ends.is_(None)),
        Index("kinds", "event_kind", postgresql_where=kind.in_(["a", "b'c"])),
        Index("covering", "code", postgresql_include=["score", "starts"]),
        Index("as_text", text("lower(name) varchar_pattern_ops"), "score"),
        Index("nulls", starts.desc().nulls_last(), ends.asc().nulls_first()),
        Index("filled", "score", postgresql_with={"fillfactor": 50}),
        Index("where_text", "score", postgresql_where=text("score > 10 AND name IS NOT NULL")),
        Index("path", data["a"].astext, postgresql_where=and_(score > 5, or_(name == "x", ends != None))),  # noqa
        Index("distinct_nulls", "score", "starts", unique=True, postgresql_nulls_not_distinct=True),
        Index(None, "score", "event_kind"),
        Index("casted", cast(code, Integer), func.coalesce(body, "")),
        UniqueConstraint("name", "code", postgresql_nulls_not_distinct=True),
        CheckConstraint(starts < ends, name="in_order"),
        CheckConstraint(not_(and_(score < 0, name.like("x%"))), name="no_x"),
        CheckConstraint(case((score > 1, score), else_=0) < 100, name="cases"),
        CheckConstraint(column("score") + 1 > literal_column("0")),
        ExcludeConstraint(("during", "&&"), (name, "="), using="gist", name="no_overlap", where=text("score > 0")),
    )


Index("late", Event.name, Event.score.desc())
Index("late_lower", func.lower(Event.body), postgresql_where=Event.score.between(1, 10))
Event.__table__.append_constraint(UniqueConstraint(Event.starts, Event.ends, name="late_unique"))
