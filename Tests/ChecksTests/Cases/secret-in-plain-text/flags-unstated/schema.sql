CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, password varchar(32) NOT NULL);
CREATE TABLE sessions (id bigint PRIMARY KEY, token text NOT NULL, refresh_token text);
