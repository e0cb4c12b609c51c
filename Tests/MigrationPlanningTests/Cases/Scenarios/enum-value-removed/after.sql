SELECT count(*) > 0 FROM orders WHERE status = 'open';
