CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
-- A row without owner is everybody's.
CREATE POLICY shared ON notes FOR SELECT USING (body IS NULL OR shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
-- One part binds, whatever the other says.
CREATE POLICY twice ON notes USING (
  shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint) AND (current_setting('app.login', true) IS NULL OR owner = current_setting('app.login', true)));
-- Nobody has the key of nothing.
CREATE POLICY nobody ON notes FOR DELETE USING (
  shop_id = coalesce(nullif(current_setting('app.shop_id', true), ''), '0')::bigint);
-- Not one's own, and within the shop.
CREATE POLICY others ON notes FOR UPDATE USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint) AND owner <> current_user);
CREATE POLICY missing_passes_nobody ON notes FOR SELECT USING (current_setting('app.shop_id', true) IS NOT NULL AND id = 1);
