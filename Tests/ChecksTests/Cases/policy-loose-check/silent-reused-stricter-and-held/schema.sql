CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
-- USING is taken for what is written.
CREATE POLICY a ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE POLICY b ON notes FOR UPDATE USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint) AND body = 'draft') WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint) AND body <> 'draft');
CREATE POLICY c ON notes FOR UPDATE USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint)) WITH CHECK (false);
CREATE POLICY d ON notes FOR SELECT USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE TABLE held (id bigint PRIMARY KEY, shop_id bigint NOT NULL, state text);
ALTER TABLE held ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON held USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint)) WITH CHECK (state = 'new');
CREATE POLICY floor ON held AS RESTRICTIVE USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
