ALTER TABLE customers ALTER COLUMN email TYPE varchar(300);

ALTER TABLE customers ALTER COLUMN email TYPE varchar;

ALTER TABLE customers ALTER COLUMN region TYPE text;

ALTER TABLE customers ALTER COLUMN region TYPE text COLLATE "POSIX";

ALTER TABLE customers ALTER COLUMN region TYPE varchar;

ALTER TABLE customers ALTER COLUMN small TYPE integer;

ALTER TABLE customers ALTER COLUMN score TYPE bigint;

ALTER TABLE customers ALTER COLUMN price TYPE numeric(10,2);

ALTER TABLE customers ALTER COLUMN price TYPE numeric;

ALTER TABLE customers ALTER COLUMN price TYPE numeric(8,3);

ALTER TABLE customers ALTER COLUMN price TYPE numeric(6,2);

ALTER TABLE customers ALTER COLUMN code TYPE char(10);

ALTER TABLE customers ALTER COLUMN code TYPE text;

ALTER TABLE customers ALTER COLUMN code TYPE varchar(6);

ALTER TABLE customers ALTER COLUMN bits TYPE varbit(16);

ALTER TABLE customers ALTER COLUMN bits TYPE varbit;

ALTER TABLE customers ALTER COLUMN bits TYPE varbit(4);

ALTER TABLE customers ALTER COLUMN span TYPE interval(3);

ALTER TABLE customers ALTER COLUMN span TYPE interval day to second;

ALTER TABLE customers ALTER COLUMN net TYPE inet;

ALTER TABLE customers ALTER COLUMN stamp TYPE timestamp(6);

ALTER TABLE customers ALTER COLUMN stamp TYPE timestamp;

ALTER TABLE customers ALTER COLUMN stamp TYPE timestamp(2);

ALTER TABLE customers ALTER COLUMN stamp TYPE timestamptz(3);

ALTER TABLE customers ALTER COLUMN payload TYPE jsonb;

ALTER TABLE customers ALTER COLUMN payload TYPE text;

ALTER TABLE customers ALTER COLUMN payload TYPE jsonb USING payload::jsonb;

ALTER TABLE customers ALTER COLUMN place TYPE text;

ALTER TABLE customers ALTER COLUMN place TYPE varchar(10);

ALTER TABLE customers ALTER COLUMN contact TYPE text;

ALTER TABLE customers ALTER COLUMN notes TYPE varchar;

ALTER TABLE customers ALTER COLUMN notes TYPE plain_text;

ALTER TABLE customers ALTER COLUMN notes TYPE email USING 'a@b';

ALTER TABLE customers ALTER COLUMN tags TYPE varchar[];

ALTER TABLE customers ALTER COLUMN tags TYPE varchar(10)[];

ALTER TABLE customers ALTER COLUMN joined TYPE timestamptz;

ALTER TABLE customers ALTER COLUMN joined TYPE date;

ALTER TABLE customers ALTER COLUMN joined TYPE timestamptz USING joined AT TIME ZONE 'UTC';

ALTER TABLE customers ALTER COLUMN visited TYPE timestamp;

ALTER TABLE notes ALTER COLUMN body TYPE text USING body::text;

ALTER TABLE notes ALTER COLUMN body TYPE text USING upper(body);

ALTER TABLE notes ALTER COLUMN kind TYPE text USING kind::text;

ALTER TABLE notes ALTER COLUMN kind TYPE varchar(10);

ALTER TABLE notes ALTER COLUMN kind TYPE mood USING 'ok'::mood;

ALTER TABLE notes ALTER COLUMN at TYPE timestamptz;

ALTER TABLE notes ALTER COLUMN n TYPE bigint, ALTER COLUMN body TYPE varchar;

ALTER TABLE notes ALTER COLUMN n TYPE oid;

ALTER TABLE notes ALTER COLUMN n TYPE text;

ALTER TABLE notes ALTER COLUMN n TYPE numeric(10,2);

ALTER TABLE notes ALTER COLUMN n TYPE positive;

ALTER TABLE notes ALTER COLUMN n TYPE integer USING n + 1;

ALTER TABLE notes ALTER COLUMN n TYPE integer;

ALTER TABLE people ALTER COLUMN age TYPE integer;

ALTER TABLE people ALTER COLUMN age TYPE bigint;

ALTER TABLE people ALTER COLUMN nick TYPE varchar(40);

ALTER TABLE people ALTER COLUMN nick TYPE varchar(20);

ALTER TABLE people ALTER COLUMN nick TYPE text;

ALTER TABLE orders ALTER COLUMN reference TYPE varchar;

ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz(6);

ALTER TABLE sales.items ALTER COLUMN order_id TYPE bigint;

ALTER TABLE sales.items ALTER COLUMN customer_id TYPE integer;

ALTER TABLE sales.items ALTER COLUMN line TYPE bigint;

ALTER TABLE sales.items ALTER COLUMN amount TYPE bigint;

ALTER TABLE sales.items ALTER COLUMN product TYPE varchar;

ALTER TABLE events ALTER COLUMN body TYPE varchar;

ALTER TABLE events ALTER COLUMN body TYPE varchar(100);

ALTER TABLE events ALTER COLUMN customer_id TYPE integer;

ALTER TABLE animals ALTER COLUMN weight TYPE bigint;

ALTER TABLE animals ALTER COLUMN name TYPE varchar;

ALTER TABLE bookings ALTER COLUMN room TYPE bigint;

ALTER TABLE scratch ALTER COLUMN id TYPE bigint;

SET timezone = 'Europe/Berlin';
ALTER TABLE customers ALTER COLUMN joined TYPE timestamptz;

DROP VIEW happy_customers CASCADE;
ALTER TABLE customers ALTER COLUMN name TYPE varchar(100);

DROP VIEW happy_customers CASCADE;
ALTER TABLE customers ALTER COLUMN name TYPE text;

DROP VIEW happy_customers CASCADE;
ALTER TABLE customers ALTER COLUMN name TYPE varchar(40);

DROP VIEW happy_customers CASCADE;
DROP INDEX customers_sad;
ALTER TABLE customers ALTER COLUMN mood DROP DEFAULT, ALTER COLUMN mood TYPE text;

DROP MATERIALIZED VIEW totals CASCADE;
DROP POLICY own_orders ON orders;
DROP VIEW order_names;
ALTER TABLE orders ALTER COLUMN id TYPE bigint;

DROP MATERIALIZED VIEW totals CASCADE;
DROP POLICY own_orders ON orders;
DROP VIEW order_names;
ALTER TABLE orders ALTER COLUMN customer_id TYPE integer;

DROP VIEW happy_customers CASCADE;
ALTER TABLE customers ALTER COLUMN id TYPE integer;

CREATE TABLE k (id varchar(10) PRIMARY KEY);
CREATE TABLE l (k varchar(10) REFERENCES k);
ALTER TABLE l ALTER COLUMN k TYPE varchar(20);

CREATE TABLE k (id varchar(10) PRIMARY KEY);
CREATE TABLE l (k varchar(10) REFERENCES k);
ALTER TABLE k ALTER COLUMN id TYPE text;

CREATE TABLE k (id varchar(10), t text);
CREATE INDEX ke ON k (upper(t));
CREATE INDEX kp ON k (id) WHERE t = 'a';
ALTER TABLE k ALTER COLUMN t TYPE varchar;

CREATE TABLE k (id integer, t inet);
CREATE INDEX ki ON k (id);
CREATE INDEX kg ON k USING gist (t inet_ops);
ALTER TABLE k ALTER COLUMN id TYPE oid;
