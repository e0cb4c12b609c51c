CREATE ROLE staff;
CREATE ROLE clerk;
GRANT staff TO clerk;
CREATE ROLE server BYPASSRLS;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
-- The group has the grant, its member the policy, and the other way round.
CREATE POLICY own ON notes FOR SELECT TO clerk USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE POLICY staff_writes ON notes FOR UPDATE TO staff USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
GRANT SELECT ON notes TO staff;
GRANT SELECT, UPDATE ON notes TO clerk;
GRANT ALL ON notes TO server;
