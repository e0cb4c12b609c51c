CREATE ROLE clerk;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY floor ON notes AS RESTRICTIVE USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
GRANT SELECT ON notes TO clerk;
