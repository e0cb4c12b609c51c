"""`__table_args__` in all its forms, and constraints with all their options."""
from sqlalchemy import (
    CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, String, Table,
    UniqueConstraint, text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint, INT4RANGE
from sqlalchemy.orm import DeclarativeBase, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    __table_args__ = {"comment": "of the base"}


class AsDictionary(Base):
    __tablename__ = "as_dictionary"
    __table_args__ = {"comment": "a dictionary", "extend_existing": True, "mysql_engine": "InnoDB"}
    id = mapped_column(Integer, primary_key=True)


class Inherited(Base):
    __tablename__ = "inherited"
    id = mapped_column(Integer, primary_key=True)


class AsTuple(Base):
    __tablename__ = "as_tuple"
    a = mapped_column(Integer)
    b = mapped_column(Integer)
    __table_args__ = (PrimaryKeyConstraint("b", "a", name="both"),)


class AsOneOfTuple(Base):
    __tablename__ = "as_one"
    id = mapped_column(Integer, primary_key=True)
    a = mapped_column(Integer)
    __table_args__ = UniqueConstraint("a", name="only_a"), {"comment": "without parentheses"}


class Empty(Base):
    __tablename__ = "empty"
    __table_args__ = ()
    id = mapped_column(Integer, primary_key=True)


class AsMethod(Base):
    __tablename__ = "as_method"
    id = mapped_column(Integer, primary_key=True)
    a = mapped_column(Integer)

    @declared_attr.directive
    def __table_args__(cls):
        args = [Index(f"{cls.__tablename__}_a", "a")]
        args.append(CheckConstraint("a > 0", name="positive"))
        return tuple(args) + ({"comment": cls.__name__},)


class UniqueA:
    @declared_attr
    def __table_args__(cls):
        return (UniqueConstraint("a", name=f"{cls.__tablename__}_a_key"),)


class IndexB:
    @declared_attr
    def __table_args__(cls):
        return (Index(f"{cls.__tablename__}_b_index", "b"), {"comment": "b"})


class Both(UniqueA, IndexB, Base):
    __tablename__ = "both_mixins"
    id = mapped_column(Integer, primary_key=True)
    a = mapped_column(Integer)
    b = mapped_column(Integer)

    @declared_attr
    def __table_args__(cls):
        return super().__table_args__ + (Index(f"{cls.__tablename__}_b_index", "b"),)


class OnlyFirst(UniqueA, IndexB, Base):
    __tablename__ = "only_first"
    id = mapped_column(Integer, primary_key=True)
    a = mapped_column(Integer)
    b = mapped_column(Integer)


class Extended(AsOneOfTuple.__bases__[0] if False else Base):
    __tablename__ = "extended"
    id = mapped_column(Integer, primary_key=True)
    a = mapped_column(Integer)
    b = mapped_column(Integer)
    extra = (Index("extended_a", "a"),)
    __table_args__ = (*extra, UniqueConstraint(a, b, name="extended_ab"), {**Base.__table_args__, "info": {"x": 1}})


class Parent(Base):
    __tablename__ = "parent"
    tenant = mapped_column(Integer, primary_key=True, autoincrement=False)
    number = mapped_column(Integer, primary_key=True, autoincrement=False)
    code = mapped_column(String(5), unique=True)


class Child(Base):
    __tablename__ = "child"
    id = mapped_column(Integer, primary_key=True)
    tenant = mapped_column(Integer)
    number = mapped_column(Integer)
    parent_code = mapped_column(ForeignKey("parent.code", name="by_code", deferrable=True, initially="DEFERRED"))
    again = mapped_column(ForeignKey("parent.code", match="FULL"), unique=True)
    twice = mapped_column(Integer, ForeignKey("child.id", use_alter=True, name="to_self"))
    related = relationship(Parent)
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "number"], ["parent.tenant", "parent.number"], name="to_parent", onupdate="CASCADE",
            ondelete="SET NULL", deferrable=True, initially="IMMEDIATE", match="SIMPLE",
        ),
        ForeignKeyConstraint((tenant, number), (Parent.tenant, Parent.number), ondelete="SET NULL (number)") if False
        else CheckConstraint("number <> 0", "not_zero"),
        UniqueConstraint("tenant", "number", deferrable=True),
        UniqueConstraint("number"),
        Index("child_tenant", tenant),
        {"comment": "a child"},
    )


class ByObjects(Base):
    __tablename__ = "by_objects"
    tenant = Column(Integer)
    number = Column(Integer, key="no")
    period = Column(INT4RANGE)
    __table_args__ = (
        PrimaryKeyConstraint(tenant, number, postgresql_include=["period"]),
        ForeignKeyConstraint([tenant, number], [Parent.__table__.c.tenant, Parent.__table__.c.number]),
        UniqueConstraint("no", "tenant"),
        ExcludeConstraint((period, "&&"), name="no_overlap", using="gist", initially="DEFERRED", deferrable=True),
        ExcludeConstraint(("period", "&&"), ("no", "="), where=text("tenant > 0"), ops={"no": "int4_ops"}),
    )
    __mapper_args__ = {"confirm_deleted_rows": False}


class Cycle(Base):
    __tablename__ = "cycle_a"
    id = mapped_column(Integer, primary_key=True)
    b_id = mapped_column(ForeignKey("cycle_b.id", ondelete="RESTRICT"))


class OtherCycle(Base):
    __tablename__ = "cycle_b"
    id = mapped_column(Integer, primary_key=True)
    a_id = mapped_column(ForeignKey("cycle_a.id", onupdate="NO ACTION", ondelete="set default"))
