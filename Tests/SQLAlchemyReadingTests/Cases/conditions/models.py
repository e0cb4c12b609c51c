"""Partial and expression indexes, checks and defaults written as expressions."""
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import (
    Boolean, CheckConstraint, Column, Date, DateTime, ForeignKey, Index, Integer, Interval, Numeric, String, Text,
    UniqueConstraint, and_, func, literal, not_, null, or_, text, true, false, tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY, INET, JSONB, TSVECTOR, array, aggregate_order_by, ExcludeConstraint, INT4RANGE
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), server_default="open")
    priority: Mapped[int] = mapped_column(server_default=text("0"))
    done: Mapped[bool] = mapped_column(server_default=false())
    deleted_at: Mapped[datetime | None] = mapped_column()
    due: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    tags = mapped_column(ARRAY(String), server_default="{}")
    data = mapped_column(JSONB, server_default=text("'{}'::jsonb"))
    price = mapped_column(Numeric(10, 2))
    vector = mapped_column(TSVECTOR)
    span = mapped_column(INT4RANGE)
    owner_id = mapped_column(Integer)
    email = mapped_column("E-Mail", String(50))

    __table_args__ = (
        Index("a1", "owner_id", postgresql_where=text("deleted_at IS NULL")),
        Index("a2", "owner_id", postgresql_where=deleted_at.is_(None)),
        Index("a3", "owner_id", postgresql_where=(deleted_at == None) & (done == False)),  # noqa: E711, E712
        Index("a4", "owner_id", postgresql_where=and_(deleted_at.is_(None), done.is_(False))),
        Index("a5", "owner_id", postgresql_where=state == "open"),
        Index("a6", "owner_id", postgresql_where=state.in_(["open", "waiting"])),
        Index("a7", "owner_id", postgresql_where=~done),
        Index("a8", "owner_id", postgresql_where=done),
        Index("a9", "owner_id", postgresql_where=or_(priority > 5, and_(priority > 2, due.is_not(None)))),
        Index("b1", "owner_id", postgresql_where="deleted_at IS NULL"),
        Index("b2", "owner_id", postgresql_where=not_(state.in_(["x"]))),
        Index("b3", "owner_id", postgresql_where=state != "open"),
        Index("b4", "owner_id", postgresql_where=email.isnot(null())),
        Index("b5", "owner_id", postgresql_where=done.is_(true())),
        Index("b6", "owner_id", postgresql_where=func.length(title) > 10),
        Index("b7", "owner_id", postgresql_where=title.like("a%")),
        Index("b8", "owner_id", postgresql_where=priority.between(1, 5)),
        Index("b9", "owner_id", postgresql_where=data["kind"].astext == "x"),
        Index("c1", func.lower(title)),
        Index("c2", func.lower(title).desc(), "id"),
        Index("c3", text("lower(title) text_pattern_ops")),
        Index("c4", "title", postgresql_ops={"title": "text_pattern_ops"}),
        Index("c5", func.lower(title).label("lowered"), postgresql_ops={"lowered": "text_pattern_ops"}),
        Index("c6", "data", postgresql_using="gin", postgresql_ops={"data": "jsonb_path_ops"}),
        Index("c7", func.to_tsvector(sa.literal_column("'simple'"), title), postgresql_using="gin"),
        Index("c8", func.to_tsvector(text("'english'"), func.coalesce(title, "") + " " + func.coalesce(body, "")), postgresql_using="gin"),
        Index("c9", due.desc().nulls_last(), priority.asc()),
        Index("d1", sa.desc("due"), sa.asc("priority")),
        Index("d3", (priority + 1) * 2),
        Index("d4", sa.cast(data["n"].astext, Integer)),
        Index("d5", title + body),
        Index("d6", func.date_trunc("day", due.op("AT TIME ZONE")("UTC"))),
        Index("d7", "title", "state", unique=True, postgresql_include=["priority", "due"]),
        Index("d8", email),
        Index("d9", "tags", postgresql_using="GIN", postgresql_with={"fastupdate": "off"}, postgresql_concurrently=True),
        Index("e1", func.coalesce(owner_id, -1), state, unique=True),
        Index("e3", "title", "body", unique=True, postgresql_nulls_not_distinct=True, postgresql_where=(deleted_at.is_(None))),
        Index("e4", sa.extract("year", due.op("AT TIME ZONE")("UTC"))),
        Index("e5", sa.literal_column("abs(priority)")),
        Index("e6", title.collate("C")),
        Index("e7", sa.text("upper(title)"), "state", postgresql_where=sa.text("state IN ('a', 'b') AND title ~ '^\\d:'")),
        CheckConstraint("priority >= 0"),
        CheckConstraint("priority <= 10", name="low"),
        CheckConstraint(price > 0, name="c_price"),
        CheckConstraint(and_(price >= 0, or_(price < 100, owner_id.is_not(None))), name="c_both"),
        CheckConstraint(state.in_(("open", "done")), name="c_state"),
        CheckConstraint(func.char_length(title) >= 3, name="c_length"),
        CheckConstraint(sa.func.num_nonnulls(body, due) == 1, name="c_one"),
        CheckConstraint(~(done & deleted_at.is_not(None)), name="c_not"),
        CheckConstraint(price * 2 > owner_id - 1, name="c_math"),
        CheckConstraint(-price < 1, name="c_minus"),
        CheckConstraint(priority % 2 == 0, name="c_even"),
        CheckConstraint(data.op("?")("a"), name="c_key"),
        CheckConstraint(tags.contains(["a"]), name="c_tags") if False else CheckConstraint("cardinality(tags) < 5", name="c_tags"),
        CheckConstraint("\"E-Mail\" LIKE '%@%'", name="c_mail"),
        CheckConstraint(title.regexp_match("^[a-z]+$"), name="c_regexp"),
        CheckConstraint(title.ilike("a%") | title.startswith("b"), name="c_like"),
        CheckConstraint(due > func.now() - text("interval '1 day'"), name="c_due"),
        CheckConstraint(state.is_distinct_from("x"), name="c_distinct"),
        CheckConstraint("a" == "a" and "length(state) > 0", name="c_python"),
        UniqueConstraint("owner_id", "title", name="u_deferred", deferrable=True, initially="DEFERRED"),
        UniqueConstraint("owner_id", "body", postgresql_include=["id"], name="u_include"),
        ExcludeConstraint(("span", "&&"), ("owner_id", "="), name="x_span", using="gist", where=done, deferrable=True),
        ExcludeConstraint((sa.func.int4range(priority, owner_id), "&&"), using="gist"),
    )


class Defaults(Base):
    __tablename__ = "defaults"
    id = Column(sa.Uuid, primary_key=True, server_default=func.gen_random_uuid())
    a = Column(DateTime, server_default=func.now(), onupdate=func.now(), nullable=False)
    b = Column(DateTime, server_default=text("CURRENT_TIMESTAMP"), server_onupdate=sa.FetchedValue())
    c = Column(DateTime, server_default=func.timezone("utc", func.now()))
    d = Column(DateTime, server_default=func.now() + timedelta(days=1)) if False else Column(DateTime, server_default=text("now() + interval '1 day'"))
    e = Column(Boolean, server_default="true")
    f = Column(Boolean, server_default=sa.sql.expression.true())
    g = Column(Integer, server_default=literal(5).expression)
    h = Column(String, server_default=literal("x"))
    i = Column(Date, server_default=func.current_date())
    j = Column(JSONB, server_default=sa.cast(text("'{}'"), JSONB))
    k = Column(ARRAY(Integer), server_default=array([1, 2]))
    l = Column(Interval, server_default=text("'1 hour'"))
    m = Column(INET, server_default="127.0.0.1")
    n = Column(String, server_default=func.lower("ABC"))
    o = Column(String, server_default="100%")
    p = Column(String, server_default="a:b")
    q = Column(String, server_default=text("'a\\:b'"))
    r = Column(String, server_default="")
    s = Column(Numeric(6, 2), server_default=text("0.00"))
    t = Column(DateTime, server_default=func.now(timezone=True)) if False else Column(DateTime, server_default=sa.func.localtimestamp())
    u = Column(String, server_default=func.current_user())
    v = Column(String, server_default=sa.type_coerce("x", String))
    w = Column(String, server_default=func.concat("a", "b"))
    x = Column(Integer, sa.DefaultClause("7"))
    y = Column(Integer, server_default=sa.DefaultClause(text("8")))
    z = Column(DateTime, server_default=sa.func.date_trunc("month", sa.func.now()))
