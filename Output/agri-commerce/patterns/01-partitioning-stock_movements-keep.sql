-- Every month, first on 2026-10-01: the next partition. Made apart and attached, so that nobody waits.

CREATE TABLE public.stock_movements_2027_01 (LIKE public.stock_movements INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE);
ALTER TABLE public.stock_movements ATTACH PARTITION public.stock_movements_2027_01 FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2027-02-01 00:00:00+00');

-- From 2028-11-01 on, once every month: the one whose last row is too old.

ALTER TABLE public.stock_movements DETACH PARTITION public.stock_movements_2026_10 CONCURRENTLY;
DROP TABLE public.stock_movements_2026_10;
