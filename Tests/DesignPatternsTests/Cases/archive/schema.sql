CREATE TABLE messages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body text NOT NULL,
  size integer GENERATED ALWAYS AS (length(body)) STORED,
  sent_at timestamptz NOT NULL DEFAULT now()
);
