CREATE ROLE clerk;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE POLICY two ON notes FOR SELECT USING (owner = current_user);
GRANT SELECT, UPDATE ON notes TO clerk;
