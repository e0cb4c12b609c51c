-- reasons: 3 rows of rows.csv, for test.
BEGIN;
INSERT INTO public.reasons AS present (code, label, weight, is_final, details, raw)
VALUES
  ('LATE', 'Too late, sorry', 1.5, true, '{"a": [1, 2]}', NULL),
  ('GONE', E'Its \\ gone', NULL, false, NULL, '{"b":  2}'),
  ('EMPTY', '', -0.5, false, 'null', 'null')
ON CONFLICT (code) DO UPDATE SET label = excluded.label, weight = excluded.weight, is_final = excluded.is_final, details = excluded.details, raw = excluded.raw
WHERE (present.label, present.weight, present.is_final, present.details, present.raw::text) IS DISTINCT FROM (excluded.label, excluded.weight, excluded.is_final, excluded.details, excluded.raw::text);
COMMIT;
