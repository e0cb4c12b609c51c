SET vacuum_cost_delay = 100;
SET vacuum_cost_limit = 1;
VACUUM notes;

SET vacuum_cost_delay = 100;
SET vacuum_cost_limit = 1;
VACUUM customers;

SET vacuum_cost_delay = 60;
SET vacuum_cost_limit = 1;
VACUUM (ANALYZE) orders;

SET vacuum_cost_delay = 100;
SET vacuum_cost_limit = 1;
VACUUM totals;

CREATE FUNCTION slow(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$BEGIN PERFORM pg_sleep(0.05); RETURN $1; END$$;
CREATE INDEX notes_slow ON notes (slow(id));
VACUUM FULL notes;

CREATE FUNCTION slow(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$BEGIN PERFORM pg_sleep(0.05); RETURN $1; END$$;
CREATE INDEX orders_slow ON orders (slow(id));
VACUUM FULL orders;
