SELECT (SELECT count(*) = 300 AND count(DISTINCT id) = 300 AND max(owner) = 'owner 99' FROM accounts) AND count(*) = 900 FROM invoices;
