CREATE TABLE sales (id serial PRIMARY KEY, region text, amount numeric(12, 2) NOT NULL, at date NOT NULL, UNIQUE (region, at, amount));
CREATE INDEX sales_at ON sales (at);
CREATE TABLE seen (sale integer PRIMARY KEY, note text);
ALTER TABLE seen ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen_large ON seen USING (EXISTS (SELECT FROM sales WHERE sales.id = seen.sale AND amount > 10));
CREATE MATERIALIZED VIEW totals AS SELECT region, sum(amount) AS amount FROM sales GROUP BY region;
CREATE UNIQUE INDEX totals_region ON totals (region);
CREATE STATISTICS sales_both (dependencies) ON region, at FROM sales;
