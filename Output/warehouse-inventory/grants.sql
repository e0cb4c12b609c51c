DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_sales') THEN
    CREATE ROLE shop_sales NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_manager') THEN
    CREATE ROLE shop_manager NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_warehouse') THEN
    CREATE ROLE shop_warehouse NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_finance') THEN
    CREATE ROLE shop_finance NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'buyer') THEN
    CREATE ROLE buyer NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'platform_jobs') THEN
    CREATE ROLE platform_jobs NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'auth_service') THEN
    CREATE ROLE auth_service NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'reporting') THEN
    CREATE ROLE reporting LOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'support') THEN
    CREATE ROLE support NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app') THEN
    CREATE ROLE app LOGIN NOINHERIT;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'auth') THEN
    CREATE ROLE auth LOGIN NOINHERIT;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'jobs') THEN
    CREATE ROLE jobs LOGIN NOINHERIT;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'support_console') THEN
    CREATE ROLE support_console LOGIN NOINHERIT;
  END IF;
END
$$;

GRANT shop_sales TO app;
GRANT shop_sales TO shop_manager;
GRANT shop_manager TO app;
GRANT shop_warehouse TO app;
GRANT shop_finance TO app;
GRANT buyer TO app;
GRANT platform_jobs TO jobs;
GRANT auth_service TO auth;
GRANT support TO support_console;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, shop_sales, shop_manager, shop_warehouse, shop_finance, buyer, platform_jobs, auth_service, reporting, support;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, shop_sales, shop_manager, shop_warehouse, shop_finance, buyer, platform_jobs, auth_service, reporting, support;
GRANT USAGE ON SCHEMA public TO shop_sales, shop_manager, shop_warehouse, shop_finance, buyer, platform_jobs, auth_service, reporting, support;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;

GRANT SELECT ON public."user", public.shops, public.shop_members, public.shop_settings, public.product_categories, public.products, public.certifications, public.price_lists, public.price_list_items, public.lots, public.carriers, public.deliveries, public.delivery_items, public.invoices, public.warehouses, public."_ProductCertifications" TO shop_sales;
GRANT SELECT, INSERT, UPDATE ON public.customers, public.stock_reservations, public.orders TO shop_sales;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.customer_contacts, public.customer_addresses, public.order_items TO shop_sales;
GRANT SELECT, UPDATE ON public.stock_levels, public.warehouse_stock_levels TO shop_sales;
GRANT SELECT, INSERT ON public.order_status_changes TO shop_sales;
GRANT INSERT ON public.outbox_events, public.audit_entries TO shop_sales;

GRANT SELECT, UPDATE ON public.shops TO shop_manager;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.shop_members, public.shop_settings, public.price_list_items, public.product_suppliers TO shop_manager;
GRANT SELECT, INSERT, UPDATE ON public.products, public.price_lists, public.warehouses, public.suppliers TO shop_manager;
GRANT SELECT ON public.stock_movements TO shop_manager;
GRANT SELECT, INSERT ON public.audit_entries TO shop_manager;
GRANT SELECT, INSERT, DELETE ON public."_ProductCertifications" TO shop_manager;

GRANT SELECT ON public."user", public.shops, public.customers, public.customer_addresses, public.product_categories, public.products, public.order_items, public.carriers, public.warehouses, public.suppliers TO shop_warehouse;
GRANT SELECT, INSERT, UPDATE ON public.lots, public.stock_levels, public.deliveries, public.warehouse_stock_levels, public.stock_transfers TO shop_warehouse;
GRANT SELECT, UPDATE ON public.stock_reservations, public.orders TO shop_warehouse;
GRANT SELECT, INSERT ON public.stock_movements, public.order_status_changes TO shop_warehouse;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.delivery_items, public.stock_transfer_items TO shop_warehouse;
GRANT INSERT ON public.outbox_events TO shop_warehouse;

GRANT SELECT ON public.shops, public.customer_contacts, public.customer_addresses, public.orders, public.order_items, public.deliveries, public.delivery_items TO shop_finance;
GRANT SELECT, UPDATE ON public.customers TO shop_finance;
GRANT SELECT, INSERT, UPDATE ON public.invoices, public.payments TO shop_finance;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.invoice_lines TO shop_finance;
GRANT SELECT, INSERT, DELETE ON public.payment_allocations TO shop_finance;
GRANT INSERT ON public.outbox_events, public.audit_entries TO shop_finance;

GRANT SELECT ON public.shops, public.customers, public.customer_addresses, public.product_categories, public.products, public.certifications, public.price_lists, public.price_list_items, public.orders, public.order_items, public.deliveries, public.invoices, public.invoice_lines, public."_ProductCertifications" TO buyer;

GRANT SELECT ON public.shops TO platform_jobs;
GRANT SELECT, UPDATE ON public.stock_levels, public.orders TO platform_jobs;
GRANT SELECT, UPDATE, DELETE ON public.stock_reservations, public.outbox_events TO platform_jobs;
GRANT SELECT, DELETE ON public.stock_movements, public.audit_entries TO platform_jobs;
GRANT INSERT ON public.order_status_changes TO platform_jobs;
GRANT SELECT, INSERT ON public.warehouses TO platform_jobs;
GRANT SELECT, INSERT, UPDATE ON public.warehouse_stock_levels TO platform_jobs;

GRANT SELECT, INSERT, UPDATE, DELETE ON public."user", public.session, public.account, public.verification TO auth_service;

GRANT SELECT ON public.shops, public.product_categories, public.products, public.lots, public.stock_movements, public.order_items, public.delivery_items, public.invoices, public.warehouses, public.warehouse_stock_levels, public.stock_transfers, public.stock_transfer_items TO reporting;
GRANT SELECT (id, shop_id, number, company_name, status, price_list_id, credit_limit, payment_term_days, is_deleted, created_at, updated_at) ON TABLE public.customers TO reporting;
GRANT SELECT (id, shop_id, customer_id, number, status, placed_by_id, delivery_address_id, requested_for, placed_at, currency, item_count, net_total, tax_total, gross_total, version, is_deleted, created_at, updated_at) ON TABLE public.orders TO reporting;
GRANT SELECT (id, shop_id, order_id, carrier_code, number, status, planned_at, departed_at, delivered_at, temperature_log, created_at, updated_at, warehouse_id) ON TABLE public.deliveries TO reporting;
GRANT SELECT (id, shop_id, customer_id, method, status, amount, currency, received_at, provider_reference, created_at, updated_at) ON TABLE public.payments TO reporting;

GRANT SELECT ON public.shops, public.shop_members, public.shop_settings, public.product_categories, public.products, public.certifications, public.price_lists, public.price_list_items, public.lots, public.stock_levels, public.stock_reservations, public.stock_movements, public.order_items, public.order_status_changes, public.carriers, public.delivery_items, public.invoices, public.invoice_lines, public.payment_allocations, public.outbox_events, public.audit_entries, public.warehouses, public.warehouse_stock_levels, public.stock_transfers, public.stock_transfer_items, public.product_suppliers, public."_ProductCertifications" TO support;
GRANT SELECT (id, email_verified, image, created_at, updated_at) ON TABLE public."user" TO support;
GRANT SELECT (id, shop_id, number, company_name, vat_number, status, price_list_id, credit_limit, payment_term_days, is_deleted, created_at, updated_at) ON TABLE public.customers TO support;
GRANT SELECT (id, customer_id, user_id, is_primary, created_at, updated_at) ON TABLE public.customer_contacts TO support;
GRANT SELECT (id, customer_id, kind, street, postal_code, city, country_code, created_at, updated_at) ON TABLE public.customer_addresses TO support;
GRANT SELECT (id, shop_id, customer_id, number, status, placed_by_id, delivery_address_id, requested_for, placed_at, currency, item_count, net_total, tax_total, gross_total, version, is_deleted, created_at, updated_at) ON TABLE public.orders TO support;
GRANT SELECT (id, shop_id, order_id, carrier_code, number, status, planned_at, departed_at, delivered_at, temperature_log, created_at, updated_at, warehouse_id) ON TABLE public.deliveries TO support;
GRANT SELECT (id, shop_id, customer_id, method, status, amount, currency, received_at, provider_reference, created_at, updated_at) ON TABLE public.payments TO support;
GRANT SELECT (id, shop_id, number, name, is_deleted, created_at, updated_at) ON TABLE public.suppliers TO support;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO support;

-- user without name, email
DROP VIEW IF EXISTS public.user_masked;
CREATE VIEW public.user_masked WITH (security_invoker=true) AS
SELECT id,
  '***'::text AS name,
  '***'::text AS email,
  email_verified,
  image,
  created_at,
  updated_at
FROM public."user";
GRANT SELECT ON public.user_masked TO support;

-- customers without vat_number, notes
DROP VIEW IF EXISTS public.customers_masked;
CREATE VIEW public.customers_masked WITH (security_invoker=true) AS
SELECT id,
  shop_id,
  number,
  company_name,
  '***'::character varying(20) AS vat_number,
  status,
  price_list_id,
  credit_limit,
  payment_term_days,
  '***'::text AS notes,
  is_deleted,
  created_at,
  updated_at
FROM public.customers;
GRANT SELECT ON public.customers_masked TO reporting;

-- customers without notes
DROP VIEW IF EXISTS public.customers_masked_support;
CREATE VIEW public.customers_masked_support WITH (security_invoker=true) AS
SELECT id,
  shop_id,
  number,
  company_name,
  vat_number,
  status,
  price_list_id,
  credit_limit,
  payment_term_days,
  '***'::text AS notes,
  is_deleted,
  created_at,
  updated_at
FROM public.customers;
GRANT SELECT ON public.customers_masked_support TO support;

-- customer_contacts without name, email, phone
DROP VIEW IF EXISTS public.customer_contacts_masked;
CREATE VIEW public.customer_contacts_masked WITH (security_invoker=true) AS
SELECT id,
  customer_id,
  user_id,
  '***'::character varying(160) AS name,
  '***'::character varying(254) AS email,
  '***'::character varying(32) AS phone,
  is_primary,
  created_at,
  updated_at
FROM public.customer_contacts;
GRANT SELECT ON public.customer_contacts_masked TO support;

-- customer_addresses without latitude, longitude, access_notes
DROP VIEW IF EXISTS public.customer_addresses_masked;
CREATE VIEW public.customer_addresses_masked WITH (security_invoker=true) AS
SELECT id,
  customer_id,
  kind,
  street,
  postal_code,
  city,
  country_code,
  NULL::numeric(9,6) AS latitude,
  NULL::numeric(9,6) AS longitude,
  '***'::text AS access_notes,
  created_at,
  updated_at
FROM public.customer_addresses;
GRANT SELECT ON public.customer_addresses_masked TO support;

-- orders without note
DROP VIEW IF EXISTS public.orders_masked;
CREATE VIEW public.orders_masked WITH (security_invoker=true) AS
SELECT id,
  shop_id,
  customer_id,
  number,
  status,
  placed_by_id,
  delivery_address_id,
  requested_for,
  placed_at,
  currency,
  item_count,
  net_total,
  tax_total,
  gross_total,
  '***'::text AS note,
  version,
  is_deleted,
  created_at,
  updated_at
FROM public.orders;
GRANT SELECT ON public.orders_masked TO reporting, support;

-- deliveries without recipient_name
DROP VIEW IF EXISTS public.deliveries_masked;
CREATE VIEW public.deliveries_masked WITH (security_invoker=true) AS
SELECT id,
  shop_id,
  order_id,
  carrier_code,
  number,
  status,
  planned_at,
  departed_at,
  delivered_at,
  '***'::character varying(160) AS recipient_name,
  temperature_log,
  created_at,
  updated_at,
  warehouse_id
FROM public.deliveries;
GRANT SELECT ON public.deliveries_masked TO reporting, support;

-- payments without payer_iban
DROP VIEW IF EXISTS public.payments_masked;
CREATE VIEW public.payments_masked WITH (security_invoker=true) AS
SELECT id,
  shop_id,
  customer_id,
  method,
  status,
  amount,
  currency,
  received_at,
  '***'::character varying(34) AS payer_iban,
  provider_reference,
  created_at,
  updated_at
FROM public.payments;
GRANT SELECT ON public.payments_masked TO reporting, support;

-- suppliers without contact_name, email, phone
DROP VIEW IF EXISTS public.suppliers_masked;
CREATE VIEW public.suppliers_masked WITH (security_invoker=true) AS
SELECT id,
  shop_id,
  number,
  name,
  '***'::character varying(160) AS contact_name,
  '***'::character varying(254) AS email,
  '***'::character varying(32) AS phone,
  is_deleted,
  created_at,
  updated_at
FROM public.suppliers;
GRANT SELECT ON public.suppliers_masked TO support;

