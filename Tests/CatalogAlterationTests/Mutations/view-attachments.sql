CREATE VIEW {s}.told_{n} AS SELECT {id} AS id, 1 AS one FROM {t};
CREATE FUNCTION {s}.tell_{n}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER told_{n} INSTEAD OF INSERT ON {s}.told_{n} FOR EACH ROW EXECUTE FUNCTION {s}.tell_{n}();
CREATE RULE gone_{n} AS ON DELETE TO {s}.told_{n} DO INSTEAD NOTHING;
-- then
CREATE OR REPLACE VIEW {s}.told_{n} AS SELECT {id} AS id, 1 AS one, 2 AS two FROM {t};
COMMENT ON TRIGGER told_{n} ON {s}.told_{n} IS 'tells';
-- then
DROP VIEW {s}.told_{n};
CREATE VIEW {s}.told_{n} AS SELECT 2 AS two, {id} AS id FROM {t};
CREATE TRIGGER told_{n} INSTEAD OF INSERT OR UPDATE ON {s}.told_{n} FOR EACH ROW EXECUTE FUNCTION {s}.tell_{n}();
