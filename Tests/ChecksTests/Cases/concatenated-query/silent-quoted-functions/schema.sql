CREATE FUNCTION count_of(name regclass, word text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE result bigint;
BEGIN
  -- EXECUTE 'SELECT ' || word
  EXECUTE 'SELECT count(*) FROM ' || name || ' WHERE note = ' || quote_literal(word) INTO result;
  EXECUTE format('SELECT count(*) FROM %s WHERE %I = $1', name, 'note') INTO result USING word;
  EXECUTE format('SELECT %L || %s', word, 3) INTO result;
  EXECUTE 'SELECT 1; SELECT 2';
  RETURN result;
END $$;
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touched BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
