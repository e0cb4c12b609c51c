-- category_translations: 20 rows of Plans/course-platform/seeds/category_translations.csv, for all.
BEGIN;
INSERT INTO public.category_translations AS present (category_id, locale, name)
VALUES
  ('01934c10-7b00-70a1-9034-3f6a0c001eef', 'DE', 'Arbeitssicherheit'),
  ('01934c10-7b00-70a1-9034-3f6a0c001eef', 'EN', 'Safety at work'),
  ('01934c10-7b01-737e-91cf-3f6a0c00ecd6', 'DE', 'Brandschutz'),
  ('01934c10-7b01-737e-91cf-3f6a0c00ecd6', 'EN', 'Fire protection'),
  ('01934c10-7b02-765b-936a-3f6a0c01babd', 'DE', 'Erste Hilfe'),
  ('01934c10-7b02-765b-936a-3f6a0c01babd', 'EN', 'First aid'),
  ('01934c10-7b03-7938-9505-3f6a0c0288a4', 'DE', 'Datenschutz'),
  ('01934c10-7b03-7938-9505-3f6a0c0288a4', 'EN', 'Data protection'),
  ('01934c10-7b04-7c15-96a0-3f6a0c03568b', 'DE', 'Führung'),
  ('01934c10-7b04-7c15-96a0-3f6a0c03568b', 'EN', 'Leadership'),
  ('01934c10-7b05-7ef2-983b-3f6a0c042472', 'DE', 'Feedback geben'),
  ('01934c10-7b05-7ef2-983b-3f6a0c042472', 'EN', 'Giving feedback'),
  ('01934c10-7b06-71cf-99d6-3f6a0c04f259', 'DE', 'Digitale Kompetenz'),
  ('01934c10-7b06-71cf-99d6-3f6a0c04f259', 'EN', 'Digital skills'),
  ('01934c10-7b07-74ac-9b71-3f6a0c05c040', 'DE', 'Tabellenkalkulation'),
  ('01934c10-7b07-74ac-9b71-3f6a0c05c040', 'EN', 'Spreadsheets'),
  ('01934c10-7b08-7789-9d0c-3f6a0c068e27', 'DE', 'Sprachen'),
  ('01934c10-7b08-7789-9d0c-3f6a0c068e27', 'EN', 'Languages'),
  ('01934c10-7b09-7a66-9ea7-3f6a0c075c0e', 'DE', 'Pflege'),
  ('01934c10-7b09-7a66-9ea7-3f6a0c075c0e', 'EN', 'Nursing and care')
ON CONFLICT (category_id, locale) DO UPDATE SET name = excluded.name
WHERE (present.name) IS DISTINCT FROM (excluded.name);
COMMIT;
