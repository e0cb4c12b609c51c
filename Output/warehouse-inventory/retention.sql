-- session: kept 30 days from expires_at
UPDATE public.session
SET ip_address = NULL
WHERE expires_at < now() - interval '30 days'
  AND (ip_address IS NOT NULL);

-- deliveries: kept 3 years from created_at
UPDATE public.deliveries
SET recipient_name = NULL
WHERE created_at < now() - interval '1096 days'
  AND (recipient_name IS NOT NULL);

-- payments: kept 10 years from created_at
UPDATE public.payments
SET payer_iban = NULL
WHERE created_at < now() - interval '3653 days'
  AND (payer_iban IS NOT NULL);

