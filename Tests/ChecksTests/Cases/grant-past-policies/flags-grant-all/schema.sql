CREATE ROLE clerk;
CREATE ROLE chief;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
GRANT ALL ON notes TO clerk;
GRANT TRUNCATE ON notes TO chief;
