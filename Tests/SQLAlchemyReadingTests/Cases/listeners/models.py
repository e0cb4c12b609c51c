"""DDL beside tables, and events."""
from sqlalchemy import DDL, Column, DateTime, ForeignKey, Integer, MetaData, String, Table, event, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData()


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    updated_at = Column(DateTime, server_default=func.now(), server_onupdate=func.now())


touch = DDL(
    """
    CREATE OR REPLACE FUNCTION touch() RETURNS TRIGGER AS $$
    BEGIN
        NEW.updated_at = now();
        RETURN NEW;
    END;
    $$ LANGUAGE plpgsql
    """
)
trigger = DDL("CREATE TRIGGER post_touch BEFORE UPDATE ON post FOR EACH ROW EXECUTE FUNCTION touch()")
event.listen(Base.metadata, "before_create", DDL("CREATE SCHEMA IF NOT EXISTS stats"))
event.listen(Post.__table__, "after_create", touch)
event.listen(Post.__table__, "after_create", trigger.execute_if(dialect="postgresql"))
event.listen(Post.__table__, "after_create", DDL("CREATE INDEX %(table)s_lower ON %(fullname)s (lower(title))"))
event.listen(Post.__table__, "after_create", DDL("ALTER TABLE post ADD CHECK (id > 0)").execute_if(dialect="mysql"))
event.listen(Base.metadata, "after_create", DDL("CREATE VIEW titles AS SELECT title FROM post WHERE title LIKE 'a%%'"))
event.listen(Post, "before_insert", lambda mapper, connection, target: None)


@event.listens_for(Post.__table__, "after_create")
def seed(target, connection, **kw):
    pass
