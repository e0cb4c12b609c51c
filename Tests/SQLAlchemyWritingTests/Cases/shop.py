import datetime
import decimal
import enum
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class OrderStatus(enum.Enum):
    OPEN = "open"
    IN_PROGRESS = "in progress"
    VALUE_2ND_TRY = "2nd try"


class Mood(enum.Enum):
    happy = "happy"
    sad = "sad"


order_status_type = sa.Enum(
    OrderStatus,
    name="order_status",
    metadata=Base.metadata,
    values_callable=lambda members: [member.value for member in members],
)

mood_type = sa.Enum(Mood, name="mood", metadata=Base.metadata)

zip_type = postgresql.DOMAIN(
    "zip",
    sa.Text(),
    constraint_name="zip_check",
    check="value ~ E'^\\\\d{5}$'",
    metadata=Base.metadata,
)

user_roles_table = sa.Table(
    "user_roles",
    Base.metadata,
    sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE")),
    sa.Column("role_id", sa.Integer(), sa.ForeignKey("roles.id")),
    sa.PrimaryKeyConstraint("user_id", "role_id"),
)

nokey_table = sa.Table(
    "nokey",
    Base.metadata,
    sa.Column("a", sa.Integer()),
    sa.Column("b", sa.Text()),
)


class User(Base):
    __tablename__ = "users"
    __table_args__ = (
        sa.CheckConstraint("email LIKE '%@%'", name="e"),
        {"comment": "People \"who\" buy \\ sell"},
    )

    id: Mapped[uuid.UUID] = mapped_column(
        sa.Uuid(),
        primary_key=True,
        server_default=sa.text("gen_random_uuid()"),
    )
    email: Mapped[str] = mapped_column(sa.String(255), unique=True)
    zip: Mapped[str | None] = mapped_column(zip_type)
    metadata_: Mapped[Any] = mapped_column(
        "metadata",
        postgresql.JSONB(),
        server_default="{}",
        nullable=False,
    )
    created_at: Mapped[datetime.datetime] = mapped_column(
        sa.DateTime(timezone=True),
        server_default=sa.text("now()"),
    )
    class_: Mapped[str | None] = mapped_column("class", sa.Text())
    moods: Mapped[list[Mood] | None] = mapped_column(postgresql.ARRAY(mood_type))

    orders_by_buyer: Mapped[list["Order"]] = relationship(
        foreign_keys="[Order.buyer_id]",
        back_populates="buyer",
        cascade="all, delete",
        passive_deletes=True,
    )
    orders_by_seller: Mapped[list["Order"]] = relationship(
        foreign_keys="[Order.seller_id]",
        back_populates="seller",
        passive_deletes="all",
    )
    roles: Mapped[list["Role"]] = relationship(secondary=user_roles_table, back_populates="users")


class Role(Base):
    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(sa.Integer(), primary_key=True)
    name: Mapped[str] = mapped_column(sa.Text())

    users: Mapped[list["User"]] = relationship(secondary=user_roles_table, back_populates="roles")


class Order(Base):
    __tablename__ = "orders"
    __table_args__ = (
        postgresql.ExcludeConstraint(("during", "&&"), name="orders_during_excl", using="gist"),
        sa.Index("orders_buyer_id_id_idx", "buyer_id", sa.text("id DESC")),
        sa.Index(
            "o2",
            sa.text("(lower(status::text))"),
            postgresql_using="gin",
            postgresql_where=sa.text("total > 0"),
        ),
    )

    id: Mapped[int] = mapped_column(sa.BigInteger(), sa.Identity(always=True), primary_key=True)
    status: Mapped[OrderStatus] = mapped_column(order_status_type, server_default="open")
    buyer_id: Mapped[uuid.UUID] = mapped_column(
        sa.Uuid(),
        sa.ForeignKey("users.id", ondelete="CASCADE"),
    )
    seller_id: Mapped[uuid.UUID | None] = mapped_column(sa.Uuid(), sa.ForeignKey("users.id"))
    total: Mapped[decimal.Decimal] = mapped_column(sa.Numeric(10, 2))
    tax: Mapped[decimal.Decimal | None] = mapped_column(
        sa.Numeric(),
        sa.Computed("total * 0.2", persisted=True),
    )
    during: Mapped[Any | None] = mapped_column(postgresql.TSTZRANGE())

    buyer: Mapped["User"] = relationship(
        foreign_keys="[Order.buyer_id]",
        back_populates="orders_by_buyer",
    )
    seller: Mapped["User | None"] = relationship(
        foreign_keys="[Order.seller_id]",
        back_populates="orders_by_seller",
    )


class Cat(Base):
    __tablename__ = "cats"
    __table_args__ = (
        sa.PrimaryKeyConstraint("tenant", "id"),
        sa.ForeignKeyConstraint(["tenant", "parent"], ["cats.tenant", "cats.id"]),
    )

    tenant: Mapped[int] = mapped_column(sa.Integer())
    id: Mapped[int] = mapped_column(sa.Integer())
    parent: Mapped[int | None] = mapped_column(sa.Integer())
    tags: Mapped[list[str] | None] = mapped_column(postgresql.ARRAY(sa.Text()), server_default="{}")

    parent_cat: Mapped["Cat | None"] = relationship(
        foreign_keys="[Cat.tenant, Cat.parent]",
        remote_side="[Cat.tenant, Cat.id]",
        back_populates="cats_by_parent_cat",
    )
    cats_by_parent_cat: Mapped[list["Cat"]] = relationship(
        foreign_keys="[Cat.tenant, Cat.parent]",
        back_populates="parent_cat",
        passive_deletes="all",
    )
