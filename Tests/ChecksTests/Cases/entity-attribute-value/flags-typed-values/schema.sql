CREATE TABLE products (id bigint PRIMARY KEY);
CREATE TABLE attributes (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE product_attribute_values (
  product_id bigint NOT NULL REFERENCES products, attribute_id bigint NOT NULL REFERENCES attributes,
  value_text text, value_int integer, value_date date, PRIMARY KEY (product_id, attribute_id));
CREATE INDEX ON product_attribute_values (attribute_id);
