from core.base import Base as Base, metadata as metadata
