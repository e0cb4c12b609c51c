-- What is stored about one row of customer_contacts. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN TRANSACTION READ ONLY;
SET LOCAL row_security = off;

SELECT 'customer_contacts' AS source, to_jsonb(t) AS value
FROM public.customer_contacts AS t WHERE id = current_setting('erasure.subject')::uuid;

COMMIT;

