CREATE TABLE {s}.ruled_{n} (id integer PRIMARY KEY, note text);
CREATE RULE kept_{n} AS ON DELETE TO {s}.ruled_{n} DO INSTEAD NOTHING;
-- then
ALTER TABLE {s}.ruled_{n} DISABLE RULE kept_{n};
COMMENT ON RULE kept_{n} ON {s}.ruled_{n} IS 'nothing goes';
-- then
DROP RULE kept_{n} ON {s}.ruled_{n};
CREATE RULE kept_{n} AS ON DELETE TO {s}.ruled_{n} WHERE OLD.id > 5 DO INSTEAD NOTHING;
ALTER TABLE {s}.ruled_{n} ENABLE ALWAYS RULE kept_{n};
