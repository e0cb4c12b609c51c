"""Flask-SQLAlchemy: one object gives the base and the names."""
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData

db = SQLAlchemy(metadata=MetaData(naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(column_0_label)s"}))

user_role = db.Table(
    "user_role",
    db.Column("user_id", db.Integer, db.ForeignKey("user_account.id"), primary_key=True),
    db.Column("role_id", db.ForeignKey("role.id"), primary_key=True),
)


class UserAccount(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(120), unique=True, nullable=False)
    roles = db.relationship("Role", secondary=user_role, backref=db.backref("users", lazy="dynamic"))


class Role(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.Unicode(20))


class HTTPLog(db.Model):
    id = db.Column(db.BigInteger, primary_key=True)
    at = db.Column(db.DateTime, server_default=db.func.now(), index=True)


class Abstract(db.Model):
    __abstract__ = True
    note = db.Column(db.Text)


class WithNote(Abstract):
    __tablename__ = "noted"
    id = db.Column(db.Integer, primary_key=True)
