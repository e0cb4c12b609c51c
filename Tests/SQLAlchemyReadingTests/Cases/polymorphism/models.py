"""Inheritance as the documentation shows it, in both styles."""
from __future__ import annotations

from datetime import date
from typing import Optional

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.ext.declarative import AbstractConcreteBase, ConcreteBase
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Company(Base):
    __tablename__ = "company"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    people: Mapped[list[Person]] = relationship(back_populates="company")


class HasCompany:
    @declared_attr
    def company_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("company.id"))

    @declared_attr
    def company(cls) -> Mapped[Company]:
        return relationship(back_populates="people")


class HasId:
    @declared_attr.cascading
    def id(cls) -> Mapped[int]:
        for base in cls.__mro__[1:-1]:
            if getattr(base, "__table__", None) is not None:
                return mapped_column(ForeignKey(f"{base.__tablename__}.id"), primary_key=True)
        return mapped_column(Integer, primary_key=True)


class Person(HasCompany, Base):
    __tablename__ = "person"
    __mapper_args__ = {"polymorphic_identity": "person", "polymorphic_on": "kind"}
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), index=True)
    name: Mapped[str]


class Engineer(Person):
    __mapper_args__ = {"polymorphic_identity": "engineer"}
    info: Mapped[str] = mapped_column(nullable=True)
    start_date: Mapped[Optional[date]] = mapped_column(Date, use_existing_column=True)


class Manager(Person):
    __mapper_args__ = {"polymorphic_identity": "manager"}
    data: Mapped[Optional[str]]
    start_date: Mapped[Optional[date]] = mapped_column(Date, use_existing_column=True)
    assistant_id: Mapped[Optional[int]] = mapped_column(ForeignKey("person.id"))

    @declared_attr
    def level(cls) -> Mapped[Optional[int]]:
        return mapped_column(Integer, use_existing_column=True)


class Animal(HasId, Base):
    __tablename__ = "animal"
    species = Column(String(20), nullable=False)
    __mapper_args__ = {"polymorphic_on": species, "polymorphic_identity": "animal"}


class Dog(Animal):
    __tablename__ = "dog"
    tricks = Column(Integer)
    __table_args__ = (Index("dog_tricks", "tricks"),)
    __mapper_args__ = {"polymorphic_identity": "dog"}


class Puppy(Dog):
    __tablename__ = "puppy"
    born = Column(Date)


class Document(ConcreteBase, Base):
    __tablename__ = "document"
    id = mapped_column(Integer, primary_key=True)
    title = mapped_column(String(50), unique=True)
    __mapper_args__ = {"polymorphic_identity": "document", "concrete": True}


class Letter(Document):
    __tablename__ = "letter"
    id = mapped_column(Integer, primary_key=True)
    title = mapped_column(String(50))
    to = mapped_column(String(40))
    __mapper_args__ = {"polymorphic_identity": "letter", "concrete": True}


class Shape(AbstractConcreteBase, Base):
    strict_attrs = True
    name: Mapped[str] = mapped_column(String(50))


class Circle(Shape):
    __tablename__ = "circle"
    id: Mapped[int] = mapped_column(primary_key=True)
    radius: Mapped[float]
    __table_args__ = (UniqueConstraint("name", "radius"),)
    __mapper_args__ = {"polymorphic_identity": "circle", "concrete": True}


class Square(Shape):
    __tablename__ = "square"
    id: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[float]
    __mapper_args__ = {"polymorphic_identity": "square", "concrete": True}
