CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE FUNCTION bodies() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS 'SELECT body FROM notes';
CREATE FUNCTION wipe(shop bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ BEGIN DELETE FROM notes WHERE shop_id = shop; END $$;
