CREATE ROLE clerk;
CREATE ROLE server BYPASSRLS;
CREATE TABLE countries (code text PRIMARY KEY);
GRANT ALL ON countries TO clerk;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO clerk;
GRANT ALL ON notes TO server;
