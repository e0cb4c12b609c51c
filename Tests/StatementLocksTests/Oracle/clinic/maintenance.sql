SET vacuum_cost_delay = 100;
SET vacuum_cost_limit = 1;
VACUUM accounts;

SET vacuum_cost_delay = 100;
SET vacuum_cost_limit = 1;
VACUUM (INDEX_CLEANUP OFF) plain;

SET vacuum_cost_delay = 100;
SET vacuum_cost_limit = 1;
VACUUM by_owner;

CREATE FUNCTION slow(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$BEGIN PERFORM pg_sleep(0.05); RETURN $1; END$$;
CREATE INDEX members_slow ON members (slow(id));
VACUUM (FULL, ANALYZE) members;

ANALYZE accounts;

ANALYZE accounts (owner, email), plain;

ANALYZE VERBOSE hr.people;

ANALYZE by_owner;

REFRESH MATERIALIZED VIEW daily;

REFRESH MATERIALIZED VIEW CONCURRENTLY by_owner;

REFRESH MATERIALIZED VIEW by_owner WITH DATA;

REFRESH MATERIALIZED VIEW daily WITH NO DATA;

TRUNCATE plain;

TRUNCATE charges RESTART IDENTITY;

TRUNCATE cards CASCADE;

TRUNCATE accounts RESTART IDENTITY CASCADE;

TRUNCATE hr.people;

TRUNCATE ONLY hr.people;

TRUNCATE members, docs;

LOCK TABLE accounts;

LOCK TABLE accounts, cards IN SHARE ROW EXCLUSIVE MODE;

LOCK TABLE hr.people IN ACCESS SHARE MODE;

LOCK TABLE open_accounts IN EXCLUSIVE MODE;

LOCK TABLE card_owners IN SHARE MODE;

CHECKPOINT;

COMMENT ON COLUMN accounts.owner IS 'who';

COMMENT ON CONSTRAINT balance_floor ON accounts IS 'never below';

COMMENT ON TRIGGER cards_noted ON cards IS 'notes';

COMMENT ON POLICY docs_team ON docs IS 'team';

COMMENT ON VIEW open_accounts IS 'open';

COMMENT ON MATERIALIZED VIEW daily IS 'by day';

COMMENT ON TYPE status IS 's';

COMMENT ON SEQUENCE tickets IS 's';

COMMENT ON STATISTICS charges_stat IS 's';

COMMENT ON RULE inbox_also ON inbox IS 's';

GRANT SELECT, INSERT ON accounts, cards TO desk;

GRANT SELECT (owner, email) ON accounts TO desk;

REVOKE ALL ON ALL TABLES IN SCHEMA hr FROM desk;

GRANT USAGE ON SEQUENCE tickets TO desk;

ALTER DEFAULT PRIVILEGES IN SCHEMA hr GRANT SELECT ON TABLES TO desk;

ALTER TABLE charges SET (autovacuum_enabled = false, fillfactor = 90);

ALTER TABLE charges SET (toast.autovacuum_enabled = false);

ALTER TABLE charges RESET (fillfactor);

ALTER TABLE charges SET (user_catalog_table = true), SET (fillfactor = 50);

ALTER TABLE charges SET UNLOGGED;

ALTER TABLE cache SET LOGGED;

ALTER TABLE audit_log SET UNLOGGED, ADD COLUMN z integer;

ALTER TABLE plain SET ACCESS METHOD heap;

ALTER TABLE plain SET TABLESPACE pg_default;

ALTER TABLE charges SET WITHOUT OIDS;

CREATE SCHEMA slow;
CREATE FUNCTION slow.f(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$BEGIN PERFORM pg_sleep(0.05); RETURN $1; END$$;
CREATE TABLE slow.a (id integer PRIMARY KEY);
CREATE TABLE slow.b (id integer PRIMARY KEY);
INSERT INTO slow.a SELECT generate_series(1, 10);
INSERT INTO slow.b SELECT generate_series(1, 10);
CREATE INDEX a_slow ON slow.a (slow.f(id));
CREATE INDEX b_slow ON slow.b (slow.f(id));
REINDEX SCHEMA slow;

CREATE FUNCTION slow(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$BEGIN PERFORM pg_sleep(0.05); RETURN $1; END$$;
CREATE INDEX pings_slow ON pings (slow(n));
REINDEX TABLE pings;
