SELECT count(*) > 12000 FROM purchases;
