CREATE TABLE notes (id bigint PRIMARY KEY, owner text, at date NOT NULL);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (owner = current_user);
CREATE TABLE drafts (id bigint PRIMARY KEY);
