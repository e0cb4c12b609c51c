SELECT count(*) = 8000 FROM orders WHERE memo = 'n' || id;
