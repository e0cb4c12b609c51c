CREATE TABLE users (id bigint PRIMARY KEY, password_hash text NOT NULL, totp_secret_encrypted text, reset_token text, password text);
