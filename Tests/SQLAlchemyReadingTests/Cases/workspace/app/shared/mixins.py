from datetime import datetime

from sqlalchemy import Column, DateTime, ForeignKey, Integer, func
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.ext.declarative import declared_attr
from sqlalchemy.orm import relationship


class PrimaryKeyMixin:
    id = Column(Integer, primary_key=True, index=True)


class UUIDMixin:
    uuid = Column(UUID(as_uuid=True), unique=True, nullable=False, server_default=func.gen_random_uuid())


class TimestampMixin(object):
    created_at = Column(DateTime(timezone=True), default=datetime.utcnow, server_default=func.now(), nullable=False)

    @declared_attr
    def updated_at(cls):
        return Column(DateTime(timezone=True), onupdate=func.now())


class CreatedByMixin:
    @declared_attr
    def created_by_id(cls):
        return Column(Integer, ForeignKey("user.id"), nullable=True)

    @declared_attr
    def created_by(cls):
        return relationship("User", foreign_keys=lambda: cls.created_by_id)


class SoftDeleteMixin:
    deleted_at = Column(DateTime)

    @property
    def is_deleted(self):
        return self.deleted_at is not None
