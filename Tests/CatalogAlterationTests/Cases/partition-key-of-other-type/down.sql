ALTER TABLE public.tree_eu DETACH PARTITION public.tree_eu_0;
DROP TABLE IF EXISTS public.tree_eu;
ALTER TABLE public.tree ALTER COLUMN number TYPE integer;
CREATE TABLE public.tree_eu PARTITION OF public.tree FOR VALUES IN ('1', '2') PARTITION BY HASH (number);
ALTER TABLE public.tree_eu_0 ALTER COLUMN number TYPE integer;
ALTER TABLE public.tree_eu ATTACH PARTITION public.tree_eu_0 FOR VALUES WITH (modulus 1, remainder 0);
