SELECT count(*) = 50 FROM clients;
