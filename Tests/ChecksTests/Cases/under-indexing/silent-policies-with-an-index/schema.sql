CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner varchar(40) NOT NULL);
CREATE INDEX notes_shop ON notes (shop_id, id);
CREATE INDEX notes_owner ON notes (owner);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE POLICY mine ON notes USING (owner::text = (SELECT current_setting('app.login', true)));
-- Few rows are read from end to end.
CREATE TABLE shops (id bigint PRIMARY KEY, owner text);
ALTER TABLE shops ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shops USING (owner = (SELECT current_setting('app.login', true)));
