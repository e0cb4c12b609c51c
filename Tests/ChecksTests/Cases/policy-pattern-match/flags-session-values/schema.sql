CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR SELECT USING (owner LIKE (SELECT current_setting('app.login', true)));
CREATE POLICY b ON notes FOR UPDATE USING ((SELECT current_setting('app.groups', true)) ~ owner);
CREATE POLICY c ON notes FOR DELETE USING ((auth.jwt() ->> 'email') ILIKE '%@example.org');
