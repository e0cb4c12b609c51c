CREATE TABLE sessions (id bigint PRIMARY KEY, token text NOT NULL, api_secret text);
