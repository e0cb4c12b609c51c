CREATE ROLE clerk;
CREATE ROLE chief;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes FOR SELECT TO clerk USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
GRANT SELECT, INSERT, DELETE ON notes TO clerk;
GRANT SELECT ON notes TO chief;
