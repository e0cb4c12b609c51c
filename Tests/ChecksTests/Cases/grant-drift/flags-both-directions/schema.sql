CREATE ROLE clerk;
CREATE ROLE temp;
CREATE TABLE notes (id bigint PRIMARY KEY, body text, secret text);
CREATE TABLE tags (id bigint PRIMARY KEY);
GRANT SELECT, DELETE, TRUNCATE ON notes TO clerk;
GRANT INSERT ON tags TO temp;
