CREATE TABLE shops (id uuid PRIMARY KEY);
CREATE TABLE shop_settings (
  id uuid PRIMARY KEY, shop_id uuid NOT NULL REFERENCES shops, key varchar(80) NOT NULL, value text NOT NULL,
  created_at timestamptz NOT NULL, UNIQUE (shop_id, key));
