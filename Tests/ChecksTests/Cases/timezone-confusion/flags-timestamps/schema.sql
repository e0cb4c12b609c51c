CREATE DOMAIN moment AS timestamp;
CREATE TABLE deliveries (
  id bigint PRIMARY KEY, planned_at timestamp(3) NOT NULL, seen_at moment, stops timestamp[], opens timetz,
  created_at timestamptz NOT NULL);
