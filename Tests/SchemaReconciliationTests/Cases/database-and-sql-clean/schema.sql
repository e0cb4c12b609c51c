CREATE TABLE items (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind varchar(20) NOT NULL DEFAULT 'plain',
  price numeric(10) NOT NULL DEFAULT 0.50,
  tags text[] NOT NULL DEFAULT '{}',
  made_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT items_kind CHECK (kind IN ('plain', 'fine')),
  CONSTRAINT items_price CHECK (price BETWEEN 0 AND 1000 AND NOT price = 13)
);

CREATE INDEX items_lower ON items (lower(kind)) WHERE kind <> 'plain' AND price > 1;
ALTER TABLE items ENABLE ROW LEVEL SECURITY;
CREATE POLICY fine ON items FOR SELECT USING (kind = 'fine' OR price < 10);
