-- psql postgresql://report:Xk29vQpl@db7.example.com/shop
-- psql postgresql://app:Xk29vQpl@localhost:5432/shop
CREATE ROLE reporting LOGIN PASSWORD 'r3p0rt-9912';
CREATE TABLE webhooks (
  id bigint PRIMARY KEY, secret text NOT NULL DEFAULT 'whsec-7f3a91c2', api_key text DEFAULT 'live-0192837465');
COMMENT ON TABLE webhooks IS 'sent with AKIAQWERTYUIOPASDFGH until the move';
