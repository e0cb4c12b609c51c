-- psql postgresql://report:${PGPASSWORD}@db7.example.com/shop, or postgresql://user:password@host/db, or postgresql://db7.example.com/shop
-- ALTER ROLE app PASSWORD 'changeme';
CREATE TABLE users (
  id bigint PRIMARY KEY, password text NOT NULL DEFAULT '', password_algorithm text DEFAULT 'argon2id-v13',
  token_type text DEFAULT 'bearer-token', token uuid DEFAULT gen_random_uuid(), secret text DEFAULT md5(random()::text));
