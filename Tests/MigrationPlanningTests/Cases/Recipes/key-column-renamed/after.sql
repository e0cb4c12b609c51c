SELECT count(*) = 3000 FROM orders JOIN customers ON customer_no = customer_id;
