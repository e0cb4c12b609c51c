ALTER TABLE {t} ADD COLUMN seen_{n} integer;
CREATE VIEW {s}.seen_{n} AS SELECT {id}, seen_{n} FROM {t};
CREATE VIEW {s}.above_{n} (a, b) AS SELECT {id}, seen_{n} FROM {s}.seen_{n};
-- then
CREATE OR REPLACE VIEW {s}.seen_{n} WITH (security_barrier = true, check_option = local) AS
  SELECT {id}, seen_{n}, seen_{n} + 1 AS next FROM {t};
ALTER VIEW {s}.above_{n} ALTER COLUMN b SET DEFAULT 4;
COMMENT ON VIEW {s}.above_{n} IS 'one above';
COMMENT ON COLUMN {s}.above_{n}.b IS 'seen';
-- then
DROP VIEW {s}.above_{n};
DROP VIEW {s}.seen_{n};
CREATE VIEW {s}.seen_{n} WITH (security_invoker = true) AS SELECT seen_{n}, {id} FROM {t};
CREATE VIEW {s}.above_{n} AS SELECT * FROM {s}.seen_{n};
GRANT SELECT ON {s}.above_{n} TO PUBLIC;
-- then
ALTER VIEW {s}.seen_{n} RESET (security_invoker);
CREATE OR REPLACE VIEW {s}.above_{n} AS SELECT seen_{n}, {id} FROM {s}.seen_{n} WHERE seen_{n} > 3;
CREATE RECURSIVE VIEW {s}.count_{n} (i) AS VALUES (1) UNION ALL SELECT i + 1 FROM count_{n} WHERE i < 5;
