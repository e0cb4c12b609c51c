CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR SELECT USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint) AND body LIKE 'public:%');
