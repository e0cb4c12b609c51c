SELECT count(*) = 8000 FROM orders WHERE note = 'n' || id;
