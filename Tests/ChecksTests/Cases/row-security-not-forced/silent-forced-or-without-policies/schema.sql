CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
-- Without a policy the owner is the only one who sees a row.
CREATE TABLE drafts (id bigint PRIMARY KEY);
ALTER TABLE drafts ENABLE ROW LEVEL SECURITY;
