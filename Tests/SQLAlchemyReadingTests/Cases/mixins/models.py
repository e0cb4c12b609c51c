"""Mixins, abstract bases and what they declare for each class."""
from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.ext.declarative import declared_attr as old_declared_attr


class Base(DeclarativeBase):
    __abstract__ = True

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower() + "s"


class Common(Base):
    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)


class Timed:
    created_at: Mapped[str] = mapped_column(DateTime, server_default=func.now())
    updated_at = Column(DateTime, onupdate=func.now())


class Owned:
    @declared_attr
    def owner_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("users.id"), index=True)

    @declared_attr
    def owner(cls) -> Mapped["User"]:
        return relationship("User", foreign_keys=[cls.owner_id])

    @old_declared_attr
    def approver_id(cls):
        return Column(Integer, ForeignKey("users.id", name=f"fk_{cls.__name__.lower()}_approver"))


class Named:
    name: Mapped[str] = mapped_column(String(40))
    position = Column(Integer, nullable=False)

    @declared_attr.directive
    def __table_args__(cls):
        return (UniqueConstraint("name", name=f"uq_{cls.__tablename__}_name"), CheckConstraint("position >= 0"))


class Sorted(Named):
    weight = Column(Integer)

    @declared_attr.directive
    def __table_args__(cls):
        return super().__table_args__ + (Index(f"ix_{cls.__tablename__}_weight", "weight"),)


class User(Timed, Common):
    email: Mapped[str] = mapped_column(unique=True)


class Folder(Owned, Named, Timed, Common):
    name: Mapped[str] = mapped_column(String(99))
    comment_count: int = 0


class Page(Sorted, Owned, Common):
    __tablename__ = "page_table"
    folder_id: Mapped[int | None] = mapped_column(ForeignKey(Folder.id))
