CREATE TABLE devices (
  id uuid PRIMARY KEY,
  facts jsonb NOT NULL,
  labels text[] NOT NULL DEFAULT '{}'
);
