-- All types: 2 rows of rows.csv, for test.
BEGIN;
INSERT INTO public."All types" AS present ("Key", n, b, d, t, local, m, s, tags, place, raw, f, ch, net)
VALUES
  ('019c18a5-2e01-7c10-8a4f-3b1d90c7e101', -5, 9223372036854775807, '2026-02-28', '2026-02-01T10:00:00Z', '2026-02-01 10:00', 'so "so"', 3, '{a,"b c"}', '(1,2)', E'\\x00ff', '1e3', 'ab', '10.0.0.0/8'),
  ('019c18a5-2e01-7c10-8a4f-3b1d90c7e102', 0, -1, 'infinity', 'epoch', '2026-02-01', 'it''s bad', 0, '{}', NULL, NULL, '-.5', 'abc', '::1')
ON CONFLICT ("Key") DO UPDATE SET n = excluded.n, b = excluded.b, d = excluded.d, t = excluded.t, local = excluded.local, m = excluded.m, s = excluded.s, tags = excluded.tags, place = excluded.place, raw = excluded.raw, f = excluded.f, ch = excluded.ch, net = excluded.net
WHERE (present.n, present.b, present.d, present.t, present.local, present.m, present.s, present.tags, present.place::text, present.raw, present.f, present.ch, present.net) IS DISTINCT FROM (excluded.n, excluded.b, excluded.d, excluded.t, excluded.local, excluded.m, excluded.s, excluded.tags, excluded.place::text, excluded.raw, excluded.f, excluded.ch, excluded.net);
COMMIT;
