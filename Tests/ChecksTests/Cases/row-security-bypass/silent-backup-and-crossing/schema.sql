CREATE ROLE backup LOGIN BYPASSRLS;
CREATE ROLE report BYPASSRLS;
CREATE ROLE app LOGIN;
CREATE ROLE clerk;
GRANT clerk TO app;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes TO clerk USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
