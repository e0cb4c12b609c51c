SELECT max(no) = 3000 FROM orders;
SELECT nextval('order_numbers') > 3000;
