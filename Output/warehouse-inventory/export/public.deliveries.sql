-- What is stored about one row of deliveries. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN TRANSACTION READ ONLY;
SET LOCAL row_security = off;

SELECT 'deliveries' AS source, to_jsonb(t) AS value
FROM public.deliveries AS t WHERE id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'delivery_items' AS source, to_jsonb(t) AS value
FROM public.delivery_items AS t WHERE delivery_id = current_setting('erasure.subject')::uuid;

COMMIT;

