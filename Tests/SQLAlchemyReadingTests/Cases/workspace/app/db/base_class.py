from app.shared.mixins import PrimaryKeyMixin, TimestampMixin
from core import Base


class Model(PrimaryKeyMixin, TimestampMixin, Base):
    __abstract__ = True

    @classmethod
    def create(cls, **kwargs):
        return cls(**kwargs)
