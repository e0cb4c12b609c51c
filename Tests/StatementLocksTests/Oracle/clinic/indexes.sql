CREATE INDEX i ON accounts (lower(owner), status) WHERE active;

CREATE UNIQUE INDEX i ON accounts (token) INCLUDE (nick);

CREATE INDEX i ON accounts USING gin (meta jsonb_path_ops);

CREATE INDEX ON accounts (opened DESC NULLS LAST);

CREATE INDEX ON accounts (pure(mini));

CREATE INDEX CONCURRENTLY ON plain (a);

CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON hr.doctors (name, id);

CREATE INDEX IF NOT EXISTS accounts_owner ON accounts (owner);

CREATE INDEX IF NOT EXISTS accounts_owner ON plain (b);

CREATE INDEX i ON by_owner (n);

CREATE INDEX i ON hr.people (name);

CREATE INDEX "New Index" ON "Odd Names"."Big Table" ("Some Text" text_pattern_ops);

DROP INDEX accounts_owner, accounts_nick;

DROP INDEX accounts_owner, charges_total;

DROP INDEX CONCURRENTLY accounts_owner;

DROP INDEX CONCURRENTLY IF EXISTS nothing_here;

DROP INDEX "Odd Names"."Big Index" CASCADE;

DROP INDEX by_owner_key;

ALTER INDEX accounts_owner RENAME TO accounts_by_owner;

ALTER INDEX IF EXISTS nothing_here RENAME TO x;

ALTER INDEX accounts_owner SET (fillfactor = 80);

ALTER INDEX accounts_tags SET (fastupdate = off);

ALTER INDEX accounts_owner RESET (fillfactor);

ALTER INDEX accounts_upper ALTER COLUMN 1 SET STATISTICS 300;

ALTER INDEX accounts_pkey RENAME TO accounts_key;

ALTER TABLE accounts_owner RENAME TO accounts_by_owner;

ALTER TABLE accounts CLUSTER ON accounts_made;

ALTER TABLE accounts SET WITHOUT CLUSTER;

ALTER TABLE accounts REPLICA IDENTITY USING INDEX accounts_pkey;

ALTER INDEX accounts_owner DEPENDS ON EXTENSION pg_trgm;

COMMENT ON INDEX accounts_owner IS 'by owner';

REINDEX INDEX accounts_owner;

REINDEX INDEX CONCURRENTLY accounts_owner;

REINDEX TABLE accounts;

REINDEX TABLE CONCURRENTLY members;

REINDEX (VERBOSE) TABLE "Odd Names"."Big Table";

REINDEX TABLE CONCURRENTLY by_owner;

CLUSTER members USING members_pkey;

CLUSTER cards USING cards_account;

ALTER TABLE accounts CLUSTER ON accounts_made;
CLUSTER accounts;

ALTER TABLE docs CLUSTER ON docs_pkey, SET (fillfactor = 50);
