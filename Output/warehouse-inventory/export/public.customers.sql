-- What is stored about one row of customers. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN TRANSACTION READ ONLY;
SET LOCAL row_security = off;

SELECT 'customers' AS source, to_jsonb(t) AS value
FROM public.customers AS t WHERE id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'customer_addresses' AS source, to_jsonb(t) - 'access_notes' AS value
FROM public.customer_addresses AS t WHERE customer_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'orders' AS source, to_jsonb(t) AS value
FROM public.orders AS t WHERE customer_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'payments' AS source, to_jsonb(t) AS value
FROM public.payments AS t WHERE customer_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'customer_contacts' AS source, to_jsonb(t) AS value
FROM public.customer_contacts AS t WHERE customer_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'invoices' AS source, to_jsonb(t) AS value
FROM public.invoices AS t WHERE customer_id = current_setting('erasure.subject')::uuid;

COMMIT;

