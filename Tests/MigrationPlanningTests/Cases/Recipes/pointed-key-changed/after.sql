SELECT count(*) = 900 AND count(DISTINCT account) = 300 FROM invoices JOIN accounts ON account = number;
