SELECT count(*) = 3000 AND sum(amount) = 4501500 FROM sales;
SELECT count(*) > 0 FROM sales_eu_2025;
SELECT nextval(pg_get_serial_sequence('sales', 'id')) > 3000;
SELECT count(*) = 3 FROM totals;
