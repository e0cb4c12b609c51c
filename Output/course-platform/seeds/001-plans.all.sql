-- plans: 6 rows of Plans/course-platform/seeds/plans.csv, for all.
BEGIN;
INSERT INTO public.plans AS present (id, code, name, monthly_price_cents, currency, seat_limit, monthly_credits, is_listed)
VALUES
  ('01934c10-6a00-7b1e-8f00-5d2a6c1e0001', 'trial', 'Trial', 0, 'EUR', 25, 20, false),
  ('01934c10-6a01-7c42-9a11-0e8b7f3d0002', 'team', 'Team', 14900, 'EUR', 50, 100, true),
  ('01934c10-6a02-7d07-a3c4-91f06be20003', 'business', 'Business', 79900, 'EUR', 500, 1000, true),
  ('01934c10-6a03-7e5a-b820-4c77d9130004', 'enterprise', 'Enterprise', 349000, 'EUR', NULL, 6000, true),
  ('01934c10-6a04-7f19-8d35-e2a4410c0005', 'school', 'School', 29900, 'EUR', 1500, 300, true),
  ('01934c10-6a05-7a66-95be-7b3f28c40006', 'team-2023', 'Team (2023)', 11900, 'EUR', 50, 80, false)
ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, monthly_price_cents = excluded.monthly_price_cents, currency = excluded.currency, seat_limit = excluded.seat_limit, monthly_credits = excluded.monthly_credits, is_listed = excluded.is_listed
WHERE (present.code, present.name, present.monthly_price_cents, present.currency, present.seat_limit, present.monthly_credits, present.is_listed) IS DISTINCT FROM (excluded.code, excluded.name, excluded.monthly_price_cents, excluded.currency, excluded.seat_limit, excluded.monthly_credits, excluded.is_listed);
COMMIT;
