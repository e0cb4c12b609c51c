CREATE FUNCTION shop() RETURNS bigint LANGUAGE sql IMMUTABLE
  AS $$ SELECT nullif(current_setting('app.shop_id', true), '')::bigint $$;
CREATE FUNCTION is_mine(shop_id bigint) RETURNS boolean LANGUAGE plpgsql IMMUTABLE
  AS $$ BEGIN RETURN shop_id = shop(); END $$;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT shop()));
