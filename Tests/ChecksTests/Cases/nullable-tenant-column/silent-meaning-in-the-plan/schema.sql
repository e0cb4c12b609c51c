CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
