-- product_labels: 2 rows of rows.csv, for test.
BEGIN;
INSERT INTO public.product_labels AS present (label_id, product_id)
VALUES
  (1, 2),
  (2, 2)
ON CONFLICT (product_id, label_id) DO NOTHING;
COMMIT;
