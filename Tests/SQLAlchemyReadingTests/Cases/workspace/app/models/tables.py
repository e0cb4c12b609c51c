from sqlalchemy import Column, ForeignKey, Table

import core
from app.models import Item, User

user_item = Table(
    "user_item",
    core.metadata,
    Column("user_id", User.id.type, ForeignKey(User.id), primary_key=True),
    Column("item_id", ForeignKey(Item.__table__.c.id), primary_key=True),
)
