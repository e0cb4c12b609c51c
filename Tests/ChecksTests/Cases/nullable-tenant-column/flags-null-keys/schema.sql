CREATE TABLE people (id bigint PRIMARY KEY);
CREATE TABLE notes (
  id bigint PRIMARY KEY, shop_id bigint, author_id bigint REFERENCES people (id) ON DELETE SET NULL);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (
  shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint) AND author_id = (SELECT nullif(current_setting('app.person', true), '')::bigint));
