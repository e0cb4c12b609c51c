CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id IS NULL OR shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE TABLE lines (shop_id bigint, number integer, PRIMARY KEY (shop_id, number));
ALTER TABLE lines ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON lines USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
-- Who made it, and a second way to the row.
CREATE TABLE tasks (id bigint PRIMARY KEY, shop_id bigint NOT NULL, assignee text);
ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tasks USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE POLICY assigned ON tasks FOR SELECT USING (assignee = (SELECT current_setting('app.login', true)));
