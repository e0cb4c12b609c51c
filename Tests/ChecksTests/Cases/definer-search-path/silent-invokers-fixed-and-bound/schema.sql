CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM notes';
CREATE FUNCTION fixed() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT count(*) FROM public.notes';
CREATE FUNCTION bound() RETURNS bigint LANGUAGE sql SECURITY DEFINER RETURN (SELECT count(*) FROM notes);
CREATE FUNCTION later() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM notes';
ALTER FUNCTION later() SET search_path = public, pg_temp;
