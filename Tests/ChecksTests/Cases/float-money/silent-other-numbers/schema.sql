CREATE TABLE products (
  id bigint PRIMARY KEY, price numeric(12, 2), amount bigint, price_ratio double precision, total_distance real, tax_rate float,
  cost_center text, score double precision, fees numeric[]);
