"""Types as PostgreSQL's dialect renders them."""
import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.dialects.postgresql import (
    ARRAY, BIT, BYTEA, CIDR, CITEXT, DATERANGE, DOMAIN, DOUBLE_PRECISION, HSTORE, INET, INT4MULTIRANGE, INT4RANGE,
    INT8RANGE, INTERVAL, JSON, JSONB, JSONPATH, MACADDR, MACADDR8, MONEY, NUMRANGE, OID, REGCLASS, TIME, TIMESTAMP, TSQUERY,
    TSRANGE, TSTZMULTIRANGE, TSTZRANGE, TSVECTOR, UUID,
)
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


positive = DOMAIN("positive", sa.Integer, check="VALUE > 0", not_null=True)


class Generic(Base):
    __tablename__ = "generic"
    id = sa.Column(sa.Integer, primary_key=True)
    a = sa.Column(sa.String)
    b = sa.Column(sa.String(20, collation="C"))
    c = sa.Column(sa.Text())
    d = sa.Column(sa.Unicode(10))
    e = sa.Column(sa.UnicodeText)
    f = sa.Column(sa.Float)
    g = sa.Column(sa.Float(24))
    h = sa.Column(sa.Float(precision=53))
    i = sa.Column(sa.Double)
    j = sa.Column(sa.Numeric)
    k = sa.Column(sa.Numeric(10))
    l = sa.Column(sa.DECIMAL(10, 3))
    m = sa.Column(sa.Boolean)
    n = sa.Column(sa.Date)
    o = sa.Column(sa.DateTime(timezone=True))
    p = sa.Column(sa.Time)
    q = sa.Column(sa.Time(timezone=True))
    r = sa.Column(sa.Interval)
    s = sa.Column(sa.LargeBinary(100))
    t = sa.Column(sa.PickleType)
    u = sa.Column(sa.JSON)
    v = sa.Column(sa.Uuid)
    w = sa.Column(sa.Uuid(native_uuid=False))
    x = sa.Column(sa.CHAR(3))
    y = sa.Column(sa.VARCHAR(7))
    z = sa.Column(sa.TIMESTAMP)
    aa = sa.Column(sa.REAL)
    bb = sa.Column(sa.Interval(second_precision=3))
    cc = sa.Column(sa.ARRAY(sa.Integer))


class Own(Base):
    __tablename__ = "own"
    id = sa.Column(UUID(as_uuid=True), primary_key=True)
    a = sa.Column(ARRAY(sa.String(5)))
    b = sa.Column(ARRAY(sa.Integer, dimensions=2))
    c = sa.Column(BIT(3))
    d = sa.Column(BIT(8, varying=True))
    e = sa.Column(BYTEA)
    f = sa.Column(CIDR)
    g = sa.Column(INET())
    h = sa.Column(MACADDR)
    i = sa.Column(MACADDR8)
    j = sa.Column(MONEY)
    k = sa.Column(OID)
    l = sa.Column(REGCLASS)
    m = sa.Column(TSVECTOR)
    n = sa.Column(TSQUERY)
    o = sa.Column(CITEXT)
    p = sa.Column(HSTORE)
    q = sa.Column(JSON)
    r = sa.Column(JSONB(none_as_null=True))
    s = sa.Column(JSONPATH)
    t = sa.Column(INT4RANGE)
    u = sa.Column(INT8RANGE)
    v = sa.Column(NUMRANGE)
    w = sa.Column(DATERANGE)
    x = sa.Column(TSRANGE)
    y = sa.Column(TSTZRANGE)
    z = sa.Column(INT4MULTIRANGE)
    aa = sa.Column(TSTZMULTIRANGE)
    bb = sa.Column(TIMESTAMP(timezone=True, precision=3))
    cc = sa.Column(TIME(True, 0))
    dd = sa.Column(INTERVAL(fields="DAY TO SECOND", precision=3))
    ee = sa.Column(DOUBLE_PRECISION(53))
    ff = sa.Column(positive)
    gg = sa.Column(ARRAY(positive))
    hh = sa.Column(sa.JSON().with_variant(JSONB, "postgresql"))
    ii = sa.Column(sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql"))
    jj = sa.Column(sa.String(10).with_variant(postgresql.VARCHAR(20), "postgresql", "sqlite"))
    kk = sa.Column(postgresql.ENUM("one", "two", name="counts"))
    ll = sa.Column(ARRAY(sa.Enum("red", "blue", name="paints")))
