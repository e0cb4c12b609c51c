"""Columns say the types: the style before SQLAlchemy 2."""
import datetime

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String, Table
from sqlalchemy.orm import backref, declarative_base, deferred, relationship

Base = declarative_base()
metadata = Base.metadata
PREFIX = "app"
LENGTHS = {"title": 200, "slug": 80}

tagging = Table(
    f"{PREFIX}_tagging",
    Base.metadata,
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("tag_id", Integer, ForeignKey("tag.id", ondelete="CASCADE", onupdate="CASCADE"), primary_key=True),
    comment="which tags a post has",
)


class Post(Base):
    __tablename__ = "post"
    __table_args__ = {"comment": "what people wrote"}

    id = Column(Integer, primary_key=True)
    title = Column(String(LENGTHS["title"]), nullable=False)
    slug = Column(String(length=LENGTHS["slug"]), unique=True)
    body = deferred(Column(sa.Text))
    _state = Column("state", String(10), default="draft", server_default="draft")
    is_public = Column(Boolean, nullable=False, default=False)
    created_at = Column(DateTime(True), default=datetime.datetime.utcnow)
    updated_at = Column(DateTime, onupdate=datetime.datetime.utcnow)
    author_id = Column(Integer, ForeignKey("author.id", name="fk_post_author"), index=True)
    parent_id = Column(ForeignKey("post.id", ondelete="SET NULL", deferrable=True, initially="DEFERRED"))
    tags = relationship("Tag", secondary=tagging, backref="posts")
    parent = relationship("Post", remote_side=[id], backref=backref("children"))


class Tag(Base):
    __tablename__ = "tag"
    id = sa.Column(sa.Integer(), primary_key=True)
    name = sa.Column(sa.Unicode(64), nullable=False, unique=True, index=True)


class Author(Base):
    __tablename__ = "author"
    __table_args__ = (
        sa.UniqueConstraint("first", "last"),
        sa.UniqueConstraint("email", name="one_account"),
        sa.CheckConstraint("first <> last"),
        sa.CheckConstraint("length(email) > 3", name="email_has_length"),
        {"schema": None},
    )
    id = Column(sa.BigInteger, primary_key=True)
    first = Column(String)
    last = Column(String)
    email = Column(sa.String(255), sa.CheckConstraint("email LIKE '%@%'"))
    score = Column(sa.Numeric(12, 2))
    rank = Column(sa.SmallInteger)
    posts = relationship(Post, backref="author")


class Setting(Base):
    __tablename__ = "setting"
    scope = Column(String(20), primary_key=True)
    name = Column(String(20), primary_key=True)
    number = Column(Integer, primary_key=True)
    value = Column(sa.JSON)
    __table_args__ = (sa.PrimaryKeyConstraint("scope", "name", "number", name="setting_key"),)


class SettingLog(Base):
    __tablename__ = "setting_log"
    id = Column(Integer, primary_key=True)
    scope = Column(String(20))
    name = Column(String(20))
    number = Column(Integer)
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["scope", "name", "number"], ["setting.scope", "setting.name", "setting.number"], ondelete="CASCADE"
        ),
    )
