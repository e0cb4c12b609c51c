CREATE TABLE users (id bigint PRIMARY KEY, password_changed_at timestamptz, has_password boolean, token_count integer);
CREATE TABLE models (id bigint PRIMARY KEY, max_tokens integer, token_type text, next_page_token text);
