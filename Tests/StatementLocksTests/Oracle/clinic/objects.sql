CREATE VIEW v AS SELECT * FROM rich;

CREATE VIEW v AS SELECT a.id, (SELECT count(*) FROM cards c WHERE c.account_id = a.id) AS n FROM accounts a WHERE EXISTS (SELECT 1 FROM members);

CREATE RECURSIVE VIEW chain (id) AS SELECT id FROM accounts WHERE parent_id IS NULL UNION ALL SELECT a.id FROM accounts a JOIN chain c ON a.parent_id = c.id;

CREATE OR REPLACE VIEW open_accounts AS SELECT id, owner, balance, status, email FROM accounts WHERE status <> 'closed';

CREATE OR REPLACE VIEW hr.everyone AS SELECT id, name FROM hr.people UNION SELECT id, name FROM hr.visitors;

CREATE MATERIALIZED VIEW m AS SELECT region, sum(cents) FROM transfers GROUP BY region;

CREATE MATERIALIZED VIEW m AS SELECT n FROM daily JOIN by_owner ON true WITH NO DATA;

DROP VIEW rich;

DROP VIEW open_accounts CASCADE;

DROP VIEW IF EXISTS hr.everyone, card_owners;

DROP MATERIALIZED VIEW by_owner CASCADE;

ALTER VIEW rich RENAME TO wealthy;

ALTER VIEW rich ALTER COLUMN status SET DEFAULT 'open';

ALTER VIEW rich SET (check_option = cascaded);

ALTER VIEW open_accounts RENAME COLUMN owner TO holder;

ALTER VIEW IF EXISTS nothing_here SET (security_invoker = on);

ALTER MATERIALIZED VIEW by_owner SET (fillfactor = 70);

ALTER MATERIALIZED VIEW by_owner CLUSTER ON by_owner_key;

ALTER MATERIALIZED VIEW by_owner ALTER COLUMN n SET STATISTICS 10;

ALTER MATERIALIZED VIEW daily SET SCHEMA ledger;

CREATE SEQUENCE hr.s OWNED BY hr.doctors.id;

ALTER SEQUENCE tickets AS integer MAXVALUE 100;

ALTER SEQUENCE hr.badge OWNED BY NONE;

ALTER SEQUENCE charges_id_seq RESTART;

ALTER SEQUENCE accounts_id_seq CACHE 20;

ALTER SEQUENCE tickets SET UNLOGGED;

DROP SEQUENCE hr.badge;

DROP SEQUENCE charges_id_seq CASCADE;

ALTER TABLE charges ALTER COLUMN id SET DEFAULT nextval('tickets');

CREATE TRIGGER t BEFORE UPDATE OF owner ON accounts FOR EACH ROW WHEN (OLD.owner <> NEW.owner) EXECUTE FUNCTION note_change();

CREATE CONSTRAINT TRIGGER t AFTER INSERT ON charges DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_change();

CREATE CONSTRAINT TRIGGER t AFTER INSERT ON charges FROM cards FOR EACH ROW EXECUTE FUNCTION note_change();

CREATE TRIGGER t INSTEAD OF INSERT ON rich FOR EACH ROW EXECUTE FUNCTION note_change();

CREATE OR REPLACE TRIGGER cards_noted AFTER INSERT ON cards FOR EACH ROW EXECUTE FUNCTION note_change();

DROP TRIGGER cards_noted ON cards;

DROP TRIGGER IF EXISTS nothing_here ON cards;

DROP TRIGGER card_owners_io ON card_owners;

ALTER TRIGGER cards_noted ON cards RENAME TO cards_noticed;

ALTER TABLE cards DISABLE TRIGGER cards_noted;

ALTER TABLE cards ENABLE ALWAYS TRIGGER cards_noted;

DROP FUNCTION note_change() CASCADE;

DROP FUNCTION pure(integer);

CREATE OR REPLACE FUNCTION calm(integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT count(*)::integer FROM accounts';

ALTER FUNCTION calm(integer) IMMUTABLE;

CREATE RULE r AS ON UPDATE TO inbox DO INSTEAD NOTHING;

CREATE RULE r AS ON INSERT TO rich DO INSTEAD INSERT INTO audit_log (tab) VALUES ('rich');

DROP RULE inbox_also ON inbox;

ALTER RULE inbox_also ON inbox RENAME TO inbox_more;

ALTER TABLE inbox DISABLE RULE inbox_also;

CREATE POLICY p ON cards USING (account_id IN (SELECT id FROM accounts));

ALTER POLICY docs_team ON docs TO desk, auditor;

ALTER POLICY docs_team ON docs USING (EXISTS (SELECT 1 FROM charges));

ALTER POLICY docs_team ON docs RENAME TO docs_t;

DROP POLICY docs_team ON docs;

DROP POLICY IF EXISTS nothing_here ON docs;

ALTER TABLE docs FORCE ROW LEVEL SECURITY;

ALTER TABLE docs DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;

CREATE STATISTICS s (ndistinct, mcv) ON owner, status FROM accounts;

DROP STATISTICS charges_stat;

ALTER STATISTICS charges_stat SET STATISTICS 100;

ALTER STATISTICS charges_stat RENAME TO cs;

CREATE PUBLICATION p FOR TABLE members, docs WHERE (id > 5);

CREATE PUBLICATION p FOR ALL TABLES;

ALTER PUBLICATION changes ADD TABLE charges;

ALTER PUBLICATION changes DROP TABLE cards;

ALTER PUBLICATION changes SET TABLE members;

ALTER PUBLICATION books ADD TABLES IN SCHEMA hr;

ALTER PUBLICATION changes SET (publish = 'insert');

DROP PUBLICATION changes;

ALTER TYPE status ADD VALUE 'lost' AFTER 'held';

ALTER TYPE status RENAME VALUE 'held' TO 'kept';

ALTER TYPE status RENAME TO state;

ALTER TYPE amount RENAME ATTRIBUTE currency TO unit CASCADE;

ALTER TYPE amount DROP ATTRIBUTE currency CASCADE;

DROP TYPE status CASCADE;

DROP DOMAIN tiny CASCADE;

ALTER SCHEMA hr RENAME TO people_dept;

DROP SCHEMA ledger CASCADE;

CREATE SCHEMA stock CREATE TABLE parts (id serial PRIMARY KEY, account bigint REFERENCES public.accounts (id)) CREATE VIEW few AS SELECT id FROM parts;

ALTER TABLE ledger.lines SET SCHEMA public;

ALTER TABLE charges SET SCHEMA ledger;

ALTER TABLE charges OWNER TO auditor;

ALTER SEQUENCE charges_id_seq OWNER TO postgres;

DROP EXTENSION pg_trgm CASCADE;

DROP EXTENSION hstore CASCADE;

DROP COLLATION plain;

ALTER EXTENSION citext UPDATE;

DROP PROCEDURE tidy();
