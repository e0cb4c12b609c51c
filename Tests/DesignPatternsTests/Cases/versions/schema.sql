CREATE TABLE products (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE product_prices (
  product_id bigint NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
  valid_from date NOT NULL,
  valid_to date,
  amount numeric(10, 2) NOT NULL,
  PRIMARY KEY (product_id, valid_from),
  CHECK (valid_to >= valid_from)
);
