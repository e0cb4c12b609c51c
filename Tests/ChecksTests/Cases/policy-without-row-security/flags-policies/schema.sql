CREATE TABLE notes (id bigint PRIMARY KEY, owner text);
CREATE POLICY own ON notes FOR SELECT USING (owner = current_user);
CREATE POLICY ins ON notes FOR INSERT WITH CHECK (owner = current_user);
