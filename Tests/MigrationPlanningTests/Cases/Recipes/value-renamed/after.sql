SELECT count(*) = 1000 FROM orders WHERE status = 'settled';
