-- categories: 10 rows of Plans/course-platform/seeds/categories.csv, for all.
BEGIN;
INSERT INTO public.categories AS present (id, parent_id, slug, "position")
VALUES
  ('01934c10-7b00-70a1-9034-3f6a0c001eef', NULL, 'safety', 10),
  ('01934c10-7b01-737e-91cf-3f6a0c00ecd6', '01934c10-7b00-70a1-9034-3f6a0c001eef', 'fire-protection', 10),
  ('01934c10-7b02-765b-936a-3f6a0c01babd', '01934c10-7b00-70a1-9034-3f6a0c001eef', 'first-aid', 20),
  ('01934c10-7b03-7938-9505-3f6a0c0288a4', NULL, 'data-protection', 20),
  ('01934c10-7b04-7c15-96a0-3f6a0c03568b', NULL, 'leadership', 30),
  ('01934c10-7b05-7ef2-983b-3f6a0c042472', '01934c10-7b04-7c15-96a0-3f6a0c03568b', 'feedback', 10),
  ('01934c10-7b06-71cf-99d6-3f6a0c04f259', NULL, 'digital-skills', 40),
  ('01934c10-7b07-74ac-9b71-3f6a0c05c040', '01934c10-7b06-71cf-99d6-3f6a0c04f259', 'spreadsheets', 10),
  ('01934c10-7b08-7789-9d0c-3f6a0c068e27', NULL, 'languages', 50),
  ('01934c10-7b09-7a66-9ea7-3f6a0c075c0e', NULL, 'care', 60)
ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, slug = excluded.slug, "position" = excluded."position"
WHERE (present.parent_id, present.slug, present."position") IS DISTINCT FROM (excluded.parent_id, excluded.slug, excluded."position");
COMMIT;
