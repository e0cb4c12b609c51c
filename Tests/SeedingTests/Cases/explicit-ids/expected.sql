-- nodes: 2 rows of rows.csv, for test.
BEGIN;
INSERT INTO public.nodes AS present (id, parent_id, rank, name) OVERRIDING SYSTEM VALUE
VALUES
  (7, 5, 3, 'leaf'),
  (5, NULL, 9, 'root')
ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, rank = excluded.rank, name = excluded.name
WHERE (present.parent_id, present.rank, present.name) IS DISTINCT FROM (excluded.parent_id, excluded.rank, excluded.name);
SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence('public.nodes', 'id')::regclass, greatest(max(id)::bigint, coalesce(pg_catalog.pg_sequence_last_value(pg_catalog.pg_get_serial_sequence('public.nodes', 'id')::regclass), 0)))
FROM public.nodes;
SELECT pg_catalog.setval('public.nodes_rank_seq'::regclass, greatest(max(rank)::bigint, coalesce(pg_catalog.pg_sequence_last_value('public.nodes_rank_seq'::regclass), 0)))
FROM public.nodes;
COMMIT;
