CREATE FUNCTION {s}.on_ddl_{n}() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE EVENT TRIGGER ddl_{n} ON ddl_command_end EXECUTE FUNCTION {s}.on_ddl_{n}();
-- then
ALTER EVENT TRIGGER ddl_{n} DISABLE;
COMMENT ON EVENT TRIGGER ddl_{n} IS 'watches';
-- then
DROP EVENT TRIGGER ddl_{n};
CREATE EVENT TRIGGER ddl_{n} ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION {s}.on_ddl_{n}();
ALTER EVENT TRIGGER ddl_{n} ENABLE ALWAYS;
-- then
DROP EVENT TRIGGER ddl_{n};
DROP FUNCTION {s}.on_ddl_{n}();
CREATE FUNCTION {s}.on_ddl_{n}(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;
