SELECT count(*) > 0 FROM orders WHERE status = 'open';
SELECT count(status) = count(*) AND bool_and(status::text IN ('open', 'done')) FROM orders;
SELECT bool_and(status = 'open') FROM orders WHERE id > 100000 AND id < 600000;
