CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR SELECT USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE POLICY b ON notes FOR UPDATE USING (owner = (SELECT current_setting('app.login', true)));
CREATE POLICY c ON notes FOR DELETE USING (current_setting('role') = 'admin');
CREATE POLICY d ON notes FOR INSERT WITH CHECK (
  shop_id = (SELECT (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'shop')::bigint));
