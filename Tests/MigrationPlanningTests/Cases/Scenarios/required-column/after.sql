SELECT count(*) = 0 FROM orders WHERE source IS NULL;
