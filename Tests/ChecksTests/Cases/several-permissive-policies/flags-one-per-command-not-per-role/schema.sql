CREATE ROLE clerk;
CREATE ROLE chief;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR SELECT TO clerk, chief USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE POLICY b ON notes FOR SELECT TO clerk, chief USING (owner = current_user);
CREATE POLICY c ON notes FOR SELECT USING (body IS NULL);
CREATE POLICY d ON notes FOR UPDATE USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE POLICY e ON notes USING (owner = current_user) WITH CHECK (owner = current_user);
