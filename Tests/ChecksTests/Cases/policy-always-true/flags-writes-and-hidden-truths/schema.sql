CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR DELETE USING (1 = 1);
CREATE POLICY b ON notes FOR UPDATE USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint) OR true);
CREATE POLICY c ON notes FOR INSERT WITH CHECK (NOT false);
CREATE POLICY d ON notes USING ((SELECT true) AND id = id);
CREATE POLICY e ON notes FOR SELECT USING (coalesce(shop_id, 1) = shop_id);
CREATE POLICY f ON notes AS RESTRICTIVE USING ('x' = 'x');
