import re
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAME_LENGTH = 2 ** 6
_words = re.compile(r"(?<!^)(?=[A-Z])")


def snake(name):
    return _words.sub("_", name).lower()


def text_column(length=NAME_LENGTH, **options):
    return mapped_column(sa.String(length), **options)


class Base(DeclarativeBase):
    @declared_attr.directive
    def __tablename__(cls):
        return snake(cls.__name__)

    id: Mapped[int] = mapped_column(primary_key=True)


class TimeMixin:
    created_at: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True), server_default=sa.func.now())
