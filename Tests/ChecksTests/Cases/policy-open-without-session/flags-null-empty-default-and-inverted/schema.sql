CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes USING (
  current_setting('app.shop_id', true) IS NULL OR shop_id = current_setting('app.shop_id', true)::bigint);
CREATE POLICY b ON notes FOR SELECT USING (
  coalesce(current_setting('app.shop_id', true), '') = '' OR shop_id = current_setting('app.shop_id', true)::bigint);
CREATE POLICY c ON notes FOR UPDATE USING (
  shop_id = coalesce(nullif(current_setting('app.shop_id', true), '')::bigint, shop_id));
CREATE POLICY d ON notes FOR DELETE USING (shop_id = coalesce(nullif(current_setting('app.shop_id', true), ''), '5')::bigint);
CREATE POLICY e ON notes FOR SELECT USING (owner <> current_user);
