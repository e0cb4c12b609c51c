CREATE ROLE clerk;
CREATE ROLE chief;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR SELECT TO clerk USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE POLICY b ON notes FOR SELECT TO chief USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE POLICY c ON notes FOR INSERT TO clerk WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE POLICY d ON notes AS RESTRICTIVE FOR SELECT USING (body IS NOT NULL);
CREATE POLICY e ON notes FOR SELECT TO service_role USING (true);
