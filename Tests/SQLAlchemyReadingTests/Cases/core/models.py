"""Tables without classes, and classes mapped to them by hand."""
import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import registry, relationship

reg = registry()
metadata = reg.metadata
columns = [Column("a", Integer), Column("b", Integer)]

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String(40), nullable=False, key="name"),
    *columns,
    sa.UniqueConstraint("name", name="one_login"),
    sa.Index("account_login", "name"),
    sa.Index("account_sum", sa.text("(a + b)")),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("account_id", None, ForeignKey("account.id", ondelete="cascade"), nullable=False),
    sa.Column("login", ForeignKey(account.c.name)),
    sa.CheckConstraint(sa.column("id") > 0),
    postgresql_partition_by="RANGE (id)",
    prefixes=["UNLOGGED"],
)


class Account:
    pass


class Session:
    pass


reg.map_imperatively(Account, account, properties={"sessions": relationship("Session")})
reg.map_imperatively(Session, session)


@reg.mapped
class Token:
    __table__ = Table("token", metadata, Column("value", String(32), primary_key=True))


@reg.mapped
class Note:
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    token = Column(String(32), ForeignKey(Token.__table__.c.value))
