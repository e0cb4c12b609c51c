CREATE FUNCTION count_of(name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE result bigint;
BEGIN
  EXECUTE 'SELECT count(*) FROM ' || name INTO result;
  RETURN result;
END $$;
CREATE FUNCTION find(word text) RETURNS SETOF bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT id FROM %I WHERE note = ''%s''', 'orders', word);
END $$;
