CREATE EXTENSION file_fdw;
CREATE SERVER server_{n} FOREIGN DATA WRAPPER file_fdw;
-- always
CREATE FOREIGN TABLE {s}.far_{n} (id integer NOT NULL, note text OPTIONS (force_not_null 'true')) SERVER server_{n}
  OPTIONS (filename '/dev/null', format 'csv');
-- then
ALTER FOREIGN TABLE {s}.far_{n} OPTIONS (SET format 'text', ADD null 'x');
ALTER FOREIGN TABLE {s}.far_{n} ALTER COLUMN note OPTIONS (DROP force_not_null);
ALTER FOREIGN TABLE {s}.far_{n} ADD COLUMN more text OPTIONS (force_null 'true');
COMMENT ON FOREIGN TABLE {s}.far_{n} IS 'elsewhere';
-- then
ALTER FOREIGN TABLE {s}.far_{n} ALTER COLUMN note SET NOT NULL;
ALTER FOREIGN TABLE {s}.far_{n} ADD CONSTRAINT far_{n}_check CHECK (id > 0);
ALTER FOREIGN TABLE {s}.far_{n} ALTER COLUMN note SET DEFAULT 'x';
ALTER FOREIGN TABLE {s}.far_{n} OPTIONS (SET format 'csv', DROP null);
