SELECT count(*) = 4000 FROM orders WHERE note = 'none'; SELECT count(*) = 8000 FROM orders WHERE note = 'n' || id;
