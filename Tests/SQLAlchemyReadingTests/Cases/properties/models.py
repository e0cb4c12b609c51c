"""What a class has beside columns: properties, proxies, hybrids, composites."""
from __future__ import annotations

import dataclasses
from typing import Annotated, Any, Optional

from sqlalchemy import Column, ForeignKey, Integer, String, Text, event, func, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.asyncio import AsyncAttrs
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.ext.mutable import MutableDict, MutableList
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import (
    DeclarativeBase, Mapped, backref, column_property, composite, declarative_mixin, declared_attr, deferred, foreign,
    mapped_column, object_session, query_expression, reconstructor, relationship, remote, synonym, undefer, validates,
)

json_dict = Annotated[dict[str, Any], mapped_column(MutableDict.as_mutable(JSONB), nullable=False, server_default="{}")]


class Base(AsyncAttrs, DeclarativeBase):
    __allow_unmapped__ = True

    def as_dict(self):
        return {column.name: getattr(self, column.name) for column in self.__table__.columns}


@dataclasses.dataclass
class Point:
    x: int
    y: int


@declarative_mixin
class Counted:
    @declared_attr
    def count(cls):
        return column_property(select(func.count()).scalar_subquery())


class Vertex(Base):
    __tablename__ = "vertex"

    id: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[Point] = composite(mapped_column("x1"), mapped_column("y1"))
    end: Mapped[Point] = composite(mapped_column("x2", Integer), mapped_column("y2", Integer, nullable=True))
    label: Mapped[str] = mapped_column("label_text", String(20), deferred=True, deferred_group="texts")
    long: Mapped[Optional[str]] = deferred(mapped_column(Text))
    old_long = deferred(Column("old", Text, nullable=False))
    upper_label = column_property(func.upper(label))
    caption = synonym("label")
    extra: Mapped[json_dict]
    words: Mapped[list[str]] = mapped_column(MutableList.as_mutable(ARRAY(String(10))))
    measure: Mapped[Optional[int]] = query_expression()
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("vertex.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(sort_order=-1)
    first: Mapped[int] = mapped_column(sort_order=5)
    children: Mapped[list[Vertex]] = relationship(
        back_populates="parent", order_by="Vertex.position", collection_class=ordering_list("position"), cascade="all"
    )
    parent: Mapped[Optional[Vertex]] = relationship(back_populates="children", remote_side=[id])
    edges: Mapped[list[Edge]] = relationship(primaryjoin=lambda: Vertex.id == foreign(Edge.from_id), viewonly=True)
    notes = relationship("Note", backref=backref("vertex", lazy="joined"), lazy="dynamic")
    texts: AssociationProxy[list[str]] = association_proxy("notes", "text")
    cache: dict[str, int]
    plain = 5
    typed_plain: int = 7

    @hybrid_property
    def is_root(self) -> bool:
        return self.parent_id is None

    @is_root.expression
    @classmethod
    def is_root(cls):
        return cls.parent_id.is_(None)

    @hybrid_method
    def inside(self, value):
        return self.position < value

    @property
    def shown(self) -> str:
        return self.label

    @validates("label")
    def check_label(self, key, value):
        return value

    @reconstructor
    def on_load(self):
        self.cache = {}


class Edge(Base):
    __tablename__ = "edge"
    from_id = Column(ForeignKey(Vertex.id), primary_key=True)
    to_id = Column(ForeignKey("vertex.id"), primary_key=True)
    weight = Column(Integer, default=lambda: 1, doc="how far", info={"unit": "m"}, comment="in metres")
    source: Mapped[Vertex] = relationship(foreign_keys=[from_id])
    target = relationship("Vertex", foreign_keys="Edge.to_id")


class Note(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    vertex_id = Column(Integer, ForeignKey("vertex.id"))
    text = Column(Text, nullable=False, key="text")


Vertex.late = Column("late", Integer, index=True)
Vertex.late_label = column_property(Vertex.label + "!")
Note.added = mapped_column("added_on", String(5), nullable=False)


@event.listens_for(Vertex, "before_insert")
def before_insert(mapper, connection, target):
    target.position = 0
