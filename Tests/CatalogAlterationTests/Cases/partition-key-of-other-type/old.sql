CREATE TABLE public.tree (region text NOT NULL, number integer NOT NULL, note text) PARTITION BY LIST (region);
CREATE TABLE public.tree_eu PARTITION OF public.tree FOR VALUES IN ('1', '2') PARTITION BY HASH (number);
CREATE TABLE public.tree_eu_0 PARTITION OF public.tree_eu FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE TABLE public.tree_us PARTITION OF public.tree FOR VALUES IN ('3');
