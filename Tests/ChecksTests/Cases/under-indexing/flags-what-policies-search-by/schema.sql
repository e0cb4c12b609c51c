CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, at date NOT NULL);
CREATE INDEX notes_at ON notes (at, shop_id);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE TABLE lines (id bigint PRIMARY KEY, shop_id uuid NOT NULL);
CREATE INDEX lines_shop ON lines (shop_id);
ALTER TABLE lines ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON lines USING (shop_id::text = (SELECT current_setting('app.shop_id', true)));
