CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR SELECT USING (owner = (SELECT auth.jwt() -> 'app_metadata' ->> 'login'));
CREATE POLICY b ON notes FOR UPDATE USING (body = 'user_metadata');
