-- What is stored about one row of suppliers. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN TRANSACTION READ ONLY;
SET LOCAL row_security = off;

SELECT 'suppliers' AS source, to_jsonb(t) AS value
FROM public.suppliers AS t WHERE id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'product_suppliers' AS source, to_jsonb(t) AS value
FROM public.product_suppliers AS t WHERE supplier_id = current_setting('erasure.subject')::uuid;

COMMIT;

