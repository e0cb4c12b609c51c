"""A registry in all its uses: decorators, generated bases, classes mapped by hand."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import List, Optional

from sqlalchemy import (
    Column, DateTime, ForeignKey, Index, Integer, MetaData, Numeric, String, Table, UniqueConstraint, func, select,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column, registry, relationship

mapper_registry = registry(
    metadata=MetaData(naming_convention={"pk": "pk_%(table_name)s", "ix": "idx_%(table_name)s_%(column_0_name)s"}),
    type_annotation_map={str: String(120), datetime: DateTime(timezone=True)},
)


class Supplier:
    def __init__(self, name):
        self.name = name


@dataclass
class Part:
    id: int = field(init=False)
    supplier_id: Optional[int] = None
    price: float = 0.0
    supplies: List[Supplier] = field(default_factory=list)


supplier = Table(
    "supplier",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(50), index=True),
)
part = Table(
    "part",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("supplier_id", ForeignKey(supplier.c.id, ondelete="SET NULL", onupdate="CASCADE")),
    Column("price", Numeric(8, 2, asdecimal=False), nullable=False, server_default="0"),
)
Index("part_by_price", part.c.price.desc(), postgresql_where=part.c.supplier_id.isnot(None))


def start_mappers():
    mapper_registry.map_imperatively(Supplier, supplier, properties={"parts": relationship(Part, backref="supplier")})


start_mappers()
mapper_registry.map_imperatively(
    Part,
    part,
    properties={"supplies": relationship(Supplier, viewonly=True), "doubled": column_property(part.c.price * 2)},
)


@mapper_registry.mapped
class Warehouse:
    __tablename__ = "warehouse"

    id: Mapped[int] = mapped_column(primary_key=True)
    city: Mapped[str]
    opened: Mapped[Optional[datetime]]
    stock: Mapped[List[Stock]] = relationship(back_populates="warehouse")


@mapper_registry.mapped_as_dataclass
class Stock:
    __tablename__ = "stock"
    __table_args__ = (UniqueConstraint("warehouse_id", "part_id"),)

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouse.id"), init=False)
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    count: Mapped[int] = mapped_column(default=0)
    note: Mapped[Optional[str]] = mapped_column(default=None, repr=False)
    checked_at: Mapped[datetime] = mapped_column(default_factory=datetime.now, insert_default=func.now())
    warehouse: Mapped[Warehouse] = relationship(back_populates="stock", default=None)


Generated = mapper_registry.generate_base()


class Tag(Generated):
    __tablename__ = "tag"
    name = Column(String(30), primary_key=True)


@mapper_registry.mapped
@dataclass
class Old:
    """A data class with its columns in the metadata of its fields."""

    __tablename__ = "old"
    __sa_dataclass_metadata_key__ = "sa"
    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})
    name: str = field(default="", metadata={"sa": Column(String(60), nullable=False)})
    tags: List[Tag] = field(default_factory=list, metadata={"sa": relationship("Tag", secondary="old_tag")})


old_tag = Table(
    "old_tag",
    mapper_registry.metadata,
    Column("old_id", ForeignKey("old.id"), primary_key=True),
    Column("tag_name", ForeignKey("tag.name"), primary_key=True),
)
