SELECT count(*) > 0 FROM orders WHERE memo = 'from old';
SELECT count(*) > 0 FROM orders WHERE memo = 'from new';
