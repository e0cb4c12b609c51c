CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint)) WITH CHECK (true);
CREATE POLICY b ON notes FOR UPDATE USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint) AND owner = current_user) WITH CHECK (owner = current_user);
CREATE POLICY c ON notes FOR UPDATE USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint)) WITH CHECK (body IS NOT NULL OR 1 = 1);
