SELECT count(*) = 12000 FROM orders WHERE source = 'phone';
