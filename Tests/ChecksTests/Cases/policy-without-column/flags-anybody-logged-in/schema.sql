CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR UPDATE USING (auth.uid() IS NOT NULL);
CREATE POLICY b ON notes FOR INSERT WITH CHECK ((SELECT auth.role()) = 'authenticated');
CREATE POLICY c ON notes FOR SELECT USING (auth.role() = 'authenticated');
CREATE POLICY d ON notes FOR DELETE USING (owner = current_user);
