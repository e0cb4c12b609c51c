"""Single table, joined and concrete inheritance."""
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    pass


class Audited:
    audited_by: Mapped[str] = mapped_column(String(30))


class Employee(Audited, Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(20))
    name = Column(String(50))
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "employee"}


class Manager(Employee):
    manager_data: Mapped[str] = mapped_column(nullable=True)
    start: Mapped[int] = mapped_column(nullable=True, use_existing_column=True)
    __mapper_args__ = {"polymorphic_identity": "manager"}


class Director(Manager):
    __tablename__ = None
    __mapper_args__ = {"polymorphic_identity": "director"}


class Clerk(Employee):
    start: Mapped[int] = mapped_column(nullable=True, use_existing_column=True)
    __mapper_args__ = {"polymorphic_identity": "clerk"}


class Engineer(Employee):
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    skill: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "engineer"}


class Contract(Base):
    __tablename__ = "contract"
    id = Column(Integer, primary_key=True)
    name = Column(String(50))


class SpecialContract(Contract):
    __tablename__ = "special_contract"
    id = Column(Integer, primary_key=True)
    name = Column(String(70))
    __mapper_args__ = {"concrete": True}


class Vehicle(AbstractConcreteBase, Base):
    strict_attrs = True


class Car(Vehicle):
    __tablename__ = "car"
    id = Column(Integer, primary_key=True)
    wheels: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "car", "concrete": True}
