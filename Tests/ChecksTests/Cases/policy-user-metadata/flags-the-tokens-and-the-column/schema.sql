CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR SELECT USING (owner = (SELECT auth.jwt() -> 'user_metadata' ->> 'login'));
CREATE POLICY b ON notes FOR UPDATE USING (((SELECT auth.jwt()) #>> '{user_metadata,role}') = 'admin');
CREATE POLICY c ON notes FOR DELETE USING (
  EXISTS (SELECT FROM auth.users u WHERE u.id::text = owner AND u.raw_user_meta_data ->> 'role' = 'admin'));
