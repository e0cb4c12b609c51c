CREATE TABLE t (id serial PRIMARY KEY, account_id bigint REFERENCES accounts (id), card integer REFERENCES cards, self integer REFERENCES t (id));

CREATE TABLE t (LIKE accounts INCLUDING ALL);

CREATE TABLE t (LIKE charges INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STATISTICS);

CREATE TABLE t (LIKE cards INCLUDING INDEXES EXCLUDING CONSTRAINTS, extra text);

CREATE TABLE t (extra text) INHERITS (hr.people, hr.loans);

CREATE TABLE t (a integer UNIQUE, b text, PRIMARY KEY (a, b), EXCLUDE USING hash (b WITH =));

CREATE TABLE t OF amount (PRIMARY KEY (value));

CREATE TABLE IF NOT EXISTS members (id integer PRIMARY KEY, other bigint REFERENCES accounts (id));

CREATE TABLE t (id integer, made date, tid bigint, tregion text, FOREIGN KEY (tid, made, tregion) REFERENCES transfers) PARTITION BY RANGE (made);

CREATE TABLE t (id bigint REFERENCES accounts) PARTITION BY HASH (id);

CREATE TABLE t AS SELECT * FROM accounts;

CREATE TABLE t AS SELECT c.number, o.owner FROM cards c JOIN open_accounts o ON o.id = c.account_id WITH NO DATA;

CREATE TABLE t AS TABLE by_owner;

SELECT id, owner INTO t FROM accounts WHERE id > 5;

SELECT id INTO TEMP t FROM accounts;

CREATE TABLE IF NOT EXISTS plain AS SELECT * FROM accounts;

CREATE TEMP TABLE t (id integer PRIMARY KEY) ON COMMIT DROP;

CREATE TEMP TABLE t (LIKE plain INCLUDING ALL);

CREATE TEMP TABLE plain (z integer);
DROP TABLE plain;

CREATE UNLOGGED TABLE t (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, title label, cap tiny);

DROP TABLE plain;

DROP TABLE charges;

DROP TABLE cards CASCADE;

DROP TABLE accounts CASCADE;

DROP TABLE IF EXISTS nothing_here, plain;

DROP TABLE docs, members;

DROP TABLE hr.trainees;

DROP TABLE hr.people CASCADE;

DROP TABLE transfer_notes;

DROP TABLE "Odd Names"."Big Table";

DROP TABLE inbox CASCADE;

ALTER TABLE accounts RENAME TO customers;

ALTER TABLE accounts RENAME COLUMN owner TO holder;

ALTER TABLE hr.people RENAME COLUMN name TO full_name;

ALTER TABLE IF EXISTS nothing_here RENAME TO x;

ALTER TABLE typed NOT OF;

ALTER TABLE typed NOT OF;
ALTER TABLE typed OF amount;

ALTER TABLE accounts REPLICA IDENTITY FULL;

ALTER TABLE accounts DISABLE TRIGGER USER, ALTER COLUMN owner SET STATISTICS 3;
