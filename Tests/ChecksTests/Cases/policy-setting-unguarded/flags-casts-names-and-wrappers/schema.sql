CREATE FUNCTION shop() RETURNS bigint LANGUAGE sql STABLE
  AS $$ SELECT current_setting('app.shop_id', true)::bigint $$;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR SELECT USING (shop_id = (SELECT current_setting('app.shop_id', true)::bigint));
CREATE POLICY b ON notes FOR UPDATE USING (shop_id = current_setting('app.shop_id')::bigint);
CREATE POLICY c ON notes FOR DELETE USING (owner = (SELECT current_setting('app.login')));
CREATE POLICY d ON notes FOR INSERT WITH CHECK (shop_id = (SELECT shop()));
CREATE POLICY e ON notes FOR SELECT USING (owner = (SELECT current_setting('tenant', true)));
