-- carriers: 5 rows of Plans/agri-commerce/seeds/carriers.csv, for all.
BEGIN;
INSERT INTO public.carriers AS present (code, name, phone, tracking_url, updated_at)
VALUES
  ('OWN', 'The shop''s own van', NULL, NULL, '2026-02-01T10:00:00Z'),
  ('PICKUP', 'Collected by the customer', NULL, NULL, '2026-02-01T10:00:00Z'),
  ('KUEHLFIX', 'Kuehlfix Regional', '+49 30 5550 1400', 'https://track.kuehlfix.example/{number}', '2026-02-01T10:00:00Z'),
  ('NORDFROST', 'Nordfrost Express', '+49 40 5550 7720', 'https://nordfrost.example/t/{number}', '2026-02-01T10:00:00Z'),
  ('AGRILOG', 'Agrilog Pallets', '+49 511 5550 290', 'https://agrilog.example/status?id={number}', '2026-02-01T10:00:00Z')
ON CONFLICT (code) DO UPDATE SET name = excluded.name, phone = excluded.phone, tracking_url = excluded.tracking_url, updated_at = excluded.updated_at
WHERE (present.name, present.phone, present.tracking_url, present.updated_at) IS DISTINCT FROM (excluded.name, excluded.phone, excluded.tracking_url, excluded.updated_at);
COMMIT;
