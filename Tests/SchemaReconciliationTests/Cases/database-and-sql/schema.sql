CREATE TABLE items (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind varchar(20) NOT NULL DEFAULT 'plain',
  price numeric(10,2) NOT NULL,
  CONSTRAINT items_kind CHECK (kind IN ('plain', 'fine', 'rare')),
  CONSTRAINT items_price CHECK (price > 0)
);

CREATE INDEX items_by_price ON items (price) WHERE kind <> 'plain';
ALTER TABLE items ENABLE ROW LEVEL SECURITY;
CREATE POLICY fine ON items FOR SELECT USING (kind = 'fine');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER items_touch BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION touch();
