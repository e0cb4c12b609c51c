"""Relationships and association tables: what they say beside the keys."""
from __future__ import annotations

from typing import List, Optional, Set

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, backref, mapped_column, relationship


class Base(DeclarativeBase):
    pass


student_course = Table(
    "student_course",
    Base.metadata,
    Column("student_id", ForeignKey("student.id", ondelete="CASCADE"), primary_key=True),
    Column("course_id", ForeignKey("course.id", ondelete="CASCADE"), primary_key=True),
    Column("joined", sa.DateTime, server_default=sa.func.now()),
)
friends = sa.Table(
    "friends",
    Base.metadata,
    sa.Column("left_id", sa.ForeignKey("student.id"), primary_key=True),
    sa.Column("right_id", sa.ForeignKey("student.id"), primary_key=True),
)


class Student(Base):
    __tablename__ = "student"
    id: Mapped[int] = mapped_column(primary_key=True)
    courses: Mapped[List[Course]] = relationship(secondary=student_course, back_populates="students")
    friends: Mapped[Set[Student]] = relationship(
        secondary=friends, primaryjoin=id == friends.c.left_id, secondaryjoin=id == friends.c.right_id
    )
    profile: Mapped[Optional[Profile]] = relationship(back_populates="student", cascade="all, delete-orphan")
    grades = relationship("Grade", back_populates="student", order_by="Grade.value.desc()")


class Profile(Base):
    __tablename__ = "profile"
    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"), unique=True)
    student: Mapped[Student] = relationship(back_populates="profile", single_parent=True)


class Course(Base):
    __tablename__ = "course"
    id: Mapped[int] = mapped_column(primary_key=True)
    students: Mapped[List[Student]] = relationship(secondary="student_course", back_populates="courses")
    teacher_id: Mapped[Optional[int]] = mapped_column(ForeignKey("teacher.id"))
    substitute_id: Mapped[Optional[int]] = mapped_column(ForeignKey("teacher.id"))
    teacher: Mapped[Optional[Teacher]] = relationship(foreign_keys=[teacher_id], back_populates="courses")
    substitute = relationship("Teacher", foreign_keys="[Course.substitute_id]", backref="substituted")


class Teacher(Base):
    __tablename__ = "teacher"
    id: Mapped[int] = mapped_column(primary_key=True)
    courses: Mapped[List[Course]] = relationship(back_populates="teacher", foreign_keys="Course.teacher_id")
    boss_id: Mapped[Optional[int]] = mapped_column(ForeignKey("teacher.id"))
    boss: Mapped[Optional[Teacher]] = relationship(remote_side="Teacher.id", back_populates="team")
    team: Mapped[List[Teacher]] = relationship(back_populates="boss")


class Grade(Base):
    __tablename__ = "grade"
    student_id = Column(Integer, ForeignKey("student.id"), primary_key=True)
    course_id = Column(Integer, ForeignKey("course.id"), primary_key=True)
    value = Column(Integer, nullable=False)
    student = relationship(Student, back_populates="grades")
    course = relationship("Course", backref=backref("grades", cascade="all, delete-orphan"))


class Room(Base):
    __tablename__ = "room"
    id = Column(Integer, primary_key=True)
    courses = relationship(lambda: Course, secondary=lambda: room_course, backref="rooms")
    key = relationship("Key", uselist=False, backref=backref("room", uselist=False))


room_course = Table(
    "room_course",
    Base.metadata,
    Column("room_id", Integer, ForeignKey("room.id"), nullable=False),
    Column("course_id", Integer, ForeignKey("course.id"), nullable=False),
    sa.UniqueConstraint("room_id", "course_id"),
)


class Key(Base):
    __tablename__ = "key"
    id = Column(Integer, primary_key=True)
    room_id = Column(Integer, ForeignKey("room.id"), unique=True)
    label = Column(String)
