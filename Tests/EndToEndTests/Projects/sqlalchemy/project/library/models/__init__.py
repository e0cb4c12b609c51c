"""Models.

    __tablename__ = "only a text"
"""
from .base import Base
from .book import Book
