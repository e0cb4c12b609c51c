SET search_path TO hr, public;
ALTER TABLE people ADD COLUMN x integer;

SET search_path TO ledger;
CREATE TABLE accounts (id integer);

SET LOCAL search_path TO ledger;
ALTER TABLE public.accounts ADD COLUMN x integer;

SELECT pg_catalog.set_config('search_path', '', false);
ALTER TABLE public.members ADD COLUMN x integer DEFAULT public.calm(1);

BEGIN;
ALTER TABLE members ADD COLUMN x integer;
COMMIT;
ALTER TABLE members ALTER COLUMN x SET DEFAULT random();

CREATE TABLE fresh (id integer PRIMARY KEY, ref integer);
CREATE INDEX fresh_ref ON fresh (ref);

CREATE TABLE fresh (id integer PRIMARY KEY, ref integer);
ALTER TABLE members ADD FOREIGN KEY (team) REFERENCES fresh (id) NOT VALID;

CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS 'SELECT 1';
ALTER TABLE members ADD COLUMN x integer DEFAULT mine();

CREATE FUNCTION mine() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
ALTER FUNCTION mine() VOLATILE;
ALTER TABLE members ADD COLUMN x integer DEFAULT mine();

CREATE DOMAIN percent AS tiny;
ALTER TABLE members ADD COLUMN x percent;

CREATE DOMAIN percent AS integer;
ALTER TABLE members ADD COLUMN x percent;
ALTER DOMAIN percent ADD CHECK (VALUE < 101);

ALTER TABLE members RENAME TO people;
ALTER TABLE people ADD COLUMN x bigserial;

ALTER TABLE members RENAME COLUMN team TO squad;
CREATE INDEX i ON members (squad);

CREATE TABLE t AS SELECT id, owner FROM accounts;
ALTER TABLE t ADD PRIMARY KEY (id);

SELECT id, owner INTO t FROM accounts;
ALTER TABLE t ALTER COLUMN owner TYPE varchar(10);

DO $$ BEGIN CREATE TYPE colour AS ENUM ('red'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
ALTER TABLE members ADD COLUMN x colour DEFAULT 'red';

DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'm') THEN ALTER TABLE members ADD CONSTRAINT m CHECK (id > 0); END IF; END $$;

DO $$ BEGIN EXECUTE 'ALTER TABLE members ADD COLUMN x integer'; END $$;

DO $$ BEGIN UPDATE members SET team = 1 WHERE id = 3; END $$;

DROP TABLE cards CASCADE;
ALTER TABLE charges ALTER COLUMN card TYPE bigint;

ALTER TABLE cards DROP CONSTRAINT cards_account_id_fkey;
DROP TABLE cards CASCADE;

CREATE TABLE parent (id integer);
CREATE TABLE child () INHERITS (parent);
ALTER TABLE parent ADD CHECK (id > 0);

SET ROLE postgres;
ALTER TABLE plain ALTER COLUMN a SET DEFAULT 4;

SET lock_timeout = '2s';

ALTER TABLE members ADD CONSTRAINT here CHECK (team IS NOT NULL);
ALTER TABLE members DROP CONSTRAINT here;
ALTER TABLE members ALTER COLUMN team SET NOT NULL;

CREATE UNIQUE INDEX mt ON members (team, id);
ALTER TABLE members DROP CONSTRAINT members_pkey, ADD CONSTRAINT members_pkey PRIMARY KEY USING INDEX mt;

ALTER TABLE accounts ALTER COLUMN email SET DATA TYPE varchar(200);
ALTER TABLE accounts DROP CONSTRAINT accounts_email_key;

CREATE VIEW v AS SELECT * FROM plain;
DROP TABLE plain CASCADE;

CREATE TEMP VIEW v AS SELECT * FROM plain;
SELECT * FROM v;

CREATE TRIGGER t AFTER INSERT ON members FOR EACH ROW EXECUTE FUNCTION note_change();
INSERT INTO members VALUES (300, 1);

CREATE SCHEMA fresh;
SET search_path = fresh, public;
CREATE TABLE members (id integer);
ALTER TABLE members ADD COLUMN x integer;
