CREATE TABLE members (login text PRIMARY KEY, shop_id bigint NOT NULL);
CREATE TABLE seats (login text, shop_id bigint, PRIMARY KEY (login, shop_id));
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, at timestamptz NOT NULL);
CREATE INDEX notes_newest ON notes (shop_id, at DESC);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT m.shop_id FROM members m WHERE m.login = current_user));
