SELECT count(*) = 3000 AND sum(amount) = 4501500 FROM sales;
SELECT nextval(pg_get_serial_sequence('sales', 'id')) > 3000;
