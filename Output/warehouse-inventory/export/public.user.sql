-- What is stored about one row of user. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN TRANSACTION READ ONLY;
SET LOCAL row_security = off;

SELECT 'user' AS source, to_jsonb(t) AS value
FROM public."user" AS t WHERE id = current_setting('erasure.subject')::text
UNION ALL
SELECT 'session' AS source, to_jsonb(t) - 'token' AS value
FROM public.session AS t WHERE user_id = current_setting('erasure.subject')::text
UNION ALL
SELECT 'account' AS source, to_jsonb(t) - 'password' - 'access_token' - 'refresh_token' - 'id_token' AS value
FROM public.account AS t WHERE user_id = current_setting('erasure.subject')::text
UNION ALL
SELECT 'shop_members' AS source, to_jsonb(t) AS value
FROM public.shop_members AS t WHERE user_id = current_setting('erasure.subject')::text
UNION ALL
SELECT 'customer_contacts' AS source, to_jsonb(t) AS value
FROM public.customer_contacts AS t WHERE user_id = current_setting('erasure.subject')::text
UNION ALL
SELECT 'stock_movements' AS source, to_jsonb(t) AS value
FROM public.stock_movements AS t WHERE recorded_by_id = current_setting('erasure.subject')::text
UNION ALL
SELECT 'orders' AS source, to_jsonb(t) AS value
FROM public.orders AS t WHERE placed_by_id = current_setting('erasure.subject')::text
UNION ALL
SELECT 'order_status_changes' AS source, to_jsonb(t) AS value
FROM public.order_status_changes AS t WHERE changed_by_id = current_setting('erasure.subject')::text
UNION ALL
SELECT 'stock_transfers' AS source, to_jsonb(t) AS value
FROM public.stock_transfers AS t WHERE requested_by_id = current_setting('erasure.subject')::text;

COMMIT;

