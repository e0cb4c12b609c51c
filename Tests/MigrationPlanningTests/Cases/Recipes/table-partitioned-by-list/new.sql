CREATE TABLE sales (
  id serial, region text, amount numeric(12, 2) NOT NULL, at date NOT NULL, PRIMARY KEY (id, region, at),
  UNIQUE (region, at, amount)
) PARTITION BY LIST (region);
CREATE TABLE sales_eu PARTITION OF sales FOR VALUES IN ('de', 'fr') PARTITION BY RANGE (at);
CREATE TABLE sales_eu_2025 PARTITION OF sales_eu FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE sales_eu_rest PARTITION OF sales_eu DEFAULT;
CREATE TABLE sales_us PARTITION OF sales FOR VALUES IN ('us');
CREATE INDEX sales_at ON sales (at);
CREATE TABLE seen (sale integer PRIMARY KEY, note text);
ALTER TABLE seen ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen_large ON seen USING (EXISTS (SELECT FROM sales WHERE sales.id = seen.sale AND amount > 10));
CREATE MATERIALIZED VIEW totals AS SELECT region, sum(amount) AS amount FROM sales GROUP BY region;
CREATE UNIQUE INDEX totals_region ON totals (region);
CREATE STATISTICS sales_both (dependencies) ON region, at FROM sales;
