CREATE TABLE {s}.set_{n} (id integer PRIMARY KEY, body text);
-- then
ALTER TABLE {s}.set_{n} SET UNLOGGED;
ALTER TABLE {s}.set_{n} SET (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
-- then
ALTER TABLE {s}.set_{n} SET LOGGED;
ALTER TABLE {s}.set_{n} RESET (autovacuum_enabled);
ALTER TABLE {s}.set_{n} SET (toast_tuple_target = 4000, autovacuum_vacuum_scale_factor = 0.05);
COMMENT ON TABLE {s}.set_{n} IS 'settings';
