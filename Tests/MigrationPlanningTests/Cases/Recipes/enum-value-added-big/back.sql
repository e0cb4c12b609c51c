SELECT count(*) = 12000 AND bool_and(state::text = (ARRAY['open', 'paid', 'closed'])[1 + id % 3]) FROM orders;
SELECT count(*) FILTER (WHERE was IS NULL) = 6000 FROM orders;
SELECT count(*) = 4000 FROM paid;
