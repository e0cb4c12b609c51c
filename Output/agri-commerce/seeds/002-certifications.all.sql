-- certifications: 7 rows of Plans/agri-commerce/seeds/certifications.csv, for all.
BEGIN;
INSERT INTO public.certifications AS present (id, code, name, authority, updated_at)
VALUES
  ('019c18a5-2e01-7c10-8a4f-3b1d90c7e101', 'EU-ORG', 'EU organic', 'European Commission', '2026-02-01T10:00:00Z'),
  ('019c18a5-2e02-7b64-9d21-c05e8f3a7202', 'GGAP-IFA', 'GLOBALG.A.P. Integrated Farm Assurance', 'FoodPLUS GmbH', '2026-02-01T10:00:00Z'),
  ('019c18a5-2e03-7f92-b3c8-61a4d2e58303', 'DEMETER', 'Demeter', 'Biodynamic Federation Demeter', '2026-02-01T10:00:00Z'),
  ('019c18a5-2e04-7a05-8e77-f9204b6c1404', 'NATURLAND', 'Naturland', 'Naturland e.V.', '2026-02-01T10:00:00Z'),
  ('019c18a5-2e05-7d3b-a1f0-28c7e5932505', 'PDO', 'Protected designation of origin', 'European Commission', '2026-02-01T10:00:00Z'),
  ('019c18a5-2e06-7e48-9640-b7d13fa08606', 'IFS-FOOD', 'IFS Food', 'IFS Management GmbH', '2026-02-01T10:00:00Z'),
  ('019c18a5-2e07-7021-bc59-4ae86d1f9707', 'FAIRTRADE', 'Fairtrade', 'FLOCERT', '2026-02-01T10:00:00Z')
ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, authority = excluded.authority, updated_at = excluded.updated_at
WHERE (present.code, present.name, present.authority, present.updated_at) IS DISTINCT FROM (excluded.code, excluded.name, excluded.authority, excluded.updated_at);
COMMIT;
