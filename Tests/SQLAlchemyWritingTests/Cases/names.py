import datetime
import enum
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class BaseEnum(enum.Enum):
    CLASS = "class"
    NONE = "None"
    VALUE_ = "😀"
    NAME = "name"


base_type = sa.Enum(
    BaseEnum,
    name="Base",
    metadata=Base.metadata,
    values_callable=lambda members: [member.value for member in members],
)


class BaseModel(Base):
    __tablename__ = "base"

    id: Mapped[int] = mapped_column(sa.Integer(), primary_key=True, autoincrement=False)
    class_: Mapped[str | None] = mapped_column("class", sa.Text())
    metadata_: Mapped[str | None] = mapped_column("metadata", sa.Text())
    uuid_: Mapped[uuid.UUID | None] = mapped_column("uuid", sa.Uuid())
    list_: Mapped[list[str] | None] = mapped_column("list", postgresql.ARRAY(sa.Text()))
    created_at: Mapped[datetime.datetime | None] = mapped_column(
        "createdAt",
        sa.DateTime(timezone=True),
    )
    column_1st: Mapped[int | None] = mapped_column("1st", sa.Integer())
    x: Mapped[int | None] = mapped_column("__x", sa.Integer())


class AppBase(Base):
    __tablename__ = "base"
    __table_args__ = {"schema": "app"}

    id: Mapped[int] = mapped_column(sa.Integer(), primary_key=True, autoincrement=False)
    größe: Mapped[int | None] = mapped_column("Größe", sa.Integer())
    column_: Mapped[int | None] = mapped_column("😀", sa.Integer())

    profile: Mapped["Profile | None"] = relationship(back_populates="member_app_base")


class Message(Base):
    __tablename__ = "messages"
    __table_args__ = (
        sa.UniqueConstraint("tenant", "id"),
        sa.ForeignKeyConstraint(["tenant", "sender"], ["members.tenant", "members.id"]),
        sa.ForeignKeyConstraint(["tenant", "receiver"], ["members.tenant", "members.id"]),
        sa.CheckConstraint(sa.literal_column("body <> ':x'"), name="messages_body_check"),
    )

    id: Mapped[int] = mapped_column(sa.BigInteger(), primary_key=True)
    kind: Mapped[BaseEnum] = mapped_column(base_type, server_default="None")
    tenant: Mapped[int] = mapped_column(sa.Integer())
    sender: Mapped[int] = mapped_column(sa.Integer())
    receiver: Mapped[int | None] = mapped_column(sa.Integer())
    messages: Mapped[str | None] = mapped_column(sa.Text())
    reply_to: Mapped[int | None] = mapped_column(
        sa.BigInteger(),
        sa.ForeignKey("messages.id", ondelete="SET NULL"),
    )
    body: Mapped[str] = mapped_column(sa.Text(), server_default=sa.literal_column("'it''s: :a'"))

    reply_to_message: Mapped["Message | None"] = relationship(
        foreign_keys="[Message.reply_to]",
        remote_side="[Message.id]",
        back_populates="messages_by_reply_to_message",
    )
    messages_by_reply_to_message: Mapped[list["Message"]] = relationship(
        foreign_keys="[Message.reply_to]",
        back_populates="reply_to_message",
        passive_deletes=True,
    )
    sender_member: Mapped["Member"] = relationship(
        foreign_keys="[Message.tenant, Message.sender]",
        back_populates="messages_by_sender_member",
        overlaps="messages_by_receiver_member,receiver_member",
    )
    receiver_member: Mapped["Member | None"] = relationship(
        foreign_keys="[Message.tenant, Message.receiver]",
        back_populates="messages_by_receiver_member",
        overlaps="messages_by_sender_member,sender_member",
    )


class Member(Base):
    __tablename__ = "members"
    __table_args__ = (sa.PrimaryKeyConstraint("tenant", "id"),)

    tenant: Mapped[int] = mapped_column(sa.Integer())
    id: Mapped[int] = mapped_column(sa.Integer())

    messages_by_sender_member: Mapped[list["Message"]] = relationship(
        foreign_keys="[Message.tenant, Message.sender]",
        back_populates="sender_member",
        overlaps="messages_by_receiver_member,receiver_member",
    )
    messages_by_receiver_member: Mapped[list["Message"]] = relationship(
        foreign_keys="[Message.tenant, Message.receiver]",
        back_populates="receiver_member",
        overlaps="messages_by_sender_member,sender_member",
        passive_deletes="all",
    )


class Profile(Base):
    __tablename__ = "profiles"

    member: Mapped[int] = mapped_column(
        sa.Integer(),
        sa.ForeignKey("app.base.id", onupdate="CASCADE", deferrable=True, initially="DEFERRED"),
        primary_key=True,
        autoincrement=False,
    )

    member_app_base: Mapped["AppBase"] = relationship(back_populates="profile")


# Not in SQLAlchemy: CREATE SCHEMA app
