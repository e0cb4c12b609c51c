-- PostgreSQL schema. Functions are created before what they use: their bodies are not checked.

SET check_function_bodies = off;

SET search_path = public, sales, "Odd Schema";

CREATE SCHEMA IF NOT EXISTS sales;
CREATE SCHEMA IF NOT EXISTS "Odd Schema";

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA sales;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'staff') THEN
    CREATE ROLE staff NOLOGIN NOINHERIT BYPASSRLS;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'Clerk "C"') THEN
    CREATE ROLE "Clerk ""C""" NOLOGIN;
  END IF;
END
$$;

GRANT staff TO "Clerk ""C""";

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'reader') THEN
    CREATE ROLE reader NOLOGIN;
  END IF;
END
$$;

CREATE FOREIGN DATA WRAPPER nowhere;
CREATE SERVER far FOREIGN DATA WRAPPER nowhere;

CREATE COLLATION sales.by_number (deterministic = 'false', locale = 'en-u-kn-true', provider = 'icu');

CREATE TYPE sales."Status" AS ENUM (
  'new',
  'it''s',
  E'back\\slash'
);

CREATE TYPE public.dims AS (
  wide numeric(6,2),
  high integer
);

CREATE TYPE public.parcel AS (
  size public.dims,
  note text
);

CREATE TYPE public.floatrange AS RANGE (subtype = double precision, subtype_diff = float8mi);

CREATE SEQUENCE sales.invoice_number INCREMENT BY 5 START WITH 1000 CACHE 10 CYCLE;

CREATE SEQUENCE sales.orders_id_seq AS integer;

CREATE OR REPLACE FUNCTION public.is_email(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 LIKE ''%@%''';

CREATE DOMAIN public.email AS character varying(254) NOT NULL
  CONSTRAINT email_ok CHECK (public.is_email(VALUE));

CREATE FUNCTION public.next_code() RETURNS text LANGUAGE sql AS $$ SELECT 'C' || nextval('sales.invoice_number') $$;

CREATE FUNCTION public.tax_rate() RETURNS numeric IMMUTABLE LANGUAGE sql RETURN 0.2;

CREATE FUNCTION public.tax_of(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
BEGIN ATOMIC SELECT $1 * public.tax_rate(); END;

CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN -- about sales.orders
RETURN new; END $f$;

CREATE PROCEDURE "Odd Schema"."Tidy Up"(IN n integer) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$ -- done
;

CREATE AGGREGATE sales.product(numeric) (SFUNC = numeric_mul, STYPE = numeric);

CREATE FUNCTION public.same(text, text) RETURNS boolean LANGUAGE sql RETURN $1 = $2;

CREATE FUNCTION public.watch_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;

CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = text);

CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple);

CREATE TABLE sales.orders (
  id integer DEFAULT nextval('sales.orders_id_seq'::regclass) NOT NULL,
  customer_id bigint NOT NULL,
  "user" text DEFAULT 'it''s me' NOT NULL,
  status sales."Status" DEFAULT 'new'::sales."Status" NOT NULL,
  total numeric(12,2),
  tags text[] DEFAULT '{}'::text[] NOT NULL,
  code text DEFAULT public.next_code(),
  placed timestamp(3) with time zone DEFAULT now() NOT NULL,
  wait interval day to second(3),
  flag "char",
  letters bpchar,
  span tstzrange,
  room integer,
  open boolean DEFAULT (1 IN (1, 2) AND now() AT TIME ZONE 'utc' IS NOT NULL) NOT NULL,
  tax numeric GENERATED ALWAYS AS (public.tax_of(total)) STORED,
  CONSTRAINT orders_pkey PRIMARY KEY (id),
  CONSTRAINT orders_code_user_key UNIQUE NULLS NOT DISTINCT (code, "user") INCLUDE (total) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT total_positive CHECK ((total > 0) OR (total IS NULL)),
  CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, span WITH &&) WHERE (room IS NOT NULL)
) WITH (autovacuum_enabled=false, fillfactor=70);

CREATE TABLE "Odd Schema".customers (
  id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100) NOT NULL,
  "Mail" public.email NOT NULL,
  boss bigint,
  org bigint,
  parcel public.parcel,
  price public.floatrange,
  sorted text COMPRESSION pglz COLLATE sales.by_number,
  CONSTRAINT customers_pkey PRIMARY KEY (id),
  CONSTRAINT customers_org_id_key UNIQUE (org, id)
);

CREATE UNLOGGED TABLE public.special_orders (
  why text NOT NULL
) INHERITS (sales.orders);

CREATE TABLE public.events (
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  order_id integer,
  CONSTRAINT events_pkey PRIMARY KEY (at, kind),
  CONSTRAINT kind_known CHECK (kind <> '')
) PARTITION BY RANGE (at);

CREATE TABLE public.events_rest (
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  order_id integer,
  CONSTRAINT rest_key PRIMARY KEY (at, kind),
  CONSTRAINT kind_known CHECK (kind <> '')
);

CREATE TABLE public.events_2025 PARTITION OF public.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

CREATE FOREIGN TABLE public.far_away (
  id integer NOT NULL
) SERVER far;

CREATE VIEW sales.all_orders WITH (security_invoker=true) AS
SELECT o.* FROM sales.orders o GROUP BY o.id;

CREATE VIEW public.order_list (user_name, total) WITH (security_barrier=true) AS
SELECT a."user", sales.product(a.total) FROM sales.all_orders a GROUP BY a."user";

CREATE FUNCTION public.totals(o sales.orders) RETURNS SETOF public.order_list LANGUAGE sql AS $$ SELECT * FROM public.order_list $$;

CREATE RECURSIVE VIEW public.tree (n) AS
SELECT 1 UNION ALL SELECT n + 1 FROM tree WHERE n < 5;

CREATE MATERIALIZED VIEW public.summary AS
SELECT user_name, total FROM order_list
WITH NO DATA;

CREATE INDEX orders_open_idx ON sales.orders (customer_id, placed DESC NULLS LAST) INCLUDE (total) WHERE status = 'new'::sales."Status";
CREATE UNIQUE INDEX "orders lower" ON sales.orders ((lower("user")) text_pattern_ops) NULLS NOT DISTINCT;
CREATE INDEX orders_tags_idx ON sales.orders USING gin (tags) WITH (fastupdate=off);
ALTER TABLE sales.orders ADD CONSTRAINT total_small CHECK (total < 1e6) NOT VALID;
ALTER TABLE ONLY sales.orders ALTER COLUMN "user" SET STORAGE EXTERNAL;
ALTER TABLE sales.orders REPLICA IDENTITY FULL;
CREATE INDEX rest_kind ON public.events_rest (kind);
CREATE INDEX events_kind_idx ON public.events (kind);
CREATE UNIQUE INDEX summary_idx ON public.summary (user_name);

ALTER TABLE public.events ATTACH PARTITION public.events_rest DEFAULT;

ALTER TABLE sales.orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES "Odd Schema".customers (id) ON UPDATE RESTRICT ON DELETE CASCADE DEFERRABLE;
ALTER TABLE "Odd Schema".customers ADD CONSTRAINT customers_boss FOREIGN KEY (org, boss) REFERENCES "Odd Schema".customers (org, id) ON DELETE SET NULL (boss) NOT VALID;
ALTER TABLE public.events ADD CONSTRAINT events_order FOREIGN KEY (order_id) REFERENCES sales.orders (id);

ALTER SEQUENCE sales.orders_id_seq OWNED BY sales.orders.id;

CREATE RULE keep AS ON DELETE TO sales.orders WHERE old.id = 1 DO INSTEAD NOTHING;

CREATE TRIGGER touch
  BEFORE INSERT OR UPDATE OF "user", total ON sales.orders
  FOR EACH ROW WHEN (new.total IS NOT NULL) EXECUTE FUNCTION public.touch('a''b', '2');

ALTER TABLE sales.orders ENABLE ALWAYS TRIGGER touch;

CREATE CONSTRAINT TRIGGER checked
  AFTER INSERT ON sales.orders
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION public.touch();

ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE sales.orders FORCE ROW LEVEL SECURITY;

CREATE POLICY "own rows" ON sales.orders TO "Clerk ""C""", PUBLIC
  USING ("user" = CURRENT_USER)
  WITH CHECK (true);

CREATE POLICY strict ON sales.orders AS RESTRICTIVE FOR DELETE
  USING (false);

CREATE TRIGGER instead
  INSTEAD OF INSERT ON sales.all_orders
  FOR EACH ROW EXECUTE FUNCTION public.touch();

CREATE STATISTICS sales.order_stats (dependencies, mcv) ON customer_id, status FROM sales.orders;

GRANT USAGE ON SCHEMA sales TO reader;
GRANT SELECT, INSERT ON TABLE sales.orders TO staff WITH GRANT OPTION;
GRANT SELECT (id, "user"), UPDATE (id, "user") ON TABLE sales.orders TO "Clerk ""C""";
REVOKE EXECUTE ON FUNCTION public.next_code() FROM PUBLIC;
GRANT USAGE ON SEQUENCE sales.invoice_number TO staff;
GRANT USAGE ON TYPE sales."Status" TO PUBLIC;
-- GRANT CONNECT ON DATABASE app TO staff

COMMENT ON SCHEMA sales IS 'What is sold';
COMMENT ON ROLE "Clerk ""C""" IS 'sells';
COMMENT ON TYPE sales."Status" IS 'life of an order';
COMMENT ON CONSTRAINT email_ok ON DOMAIN public.email IS 'very roughly';
COMMENT ON FUNCTION public.is_email(text) IS 'roughly';

COMMENT ON TABLE sales.orders IS 'Orders
with two lines -- and dashes'
;

COMMENT ON COLUMN sales.orders."user" IS 'who; don''t ask';
COMMENT ON CONSTRAINT orders_code_user_key ON sales.orders IS 'once';
COMMENT ON INDEX sales."orders lower" IS 'for search';
COMMENT ON POLICY strict ON sales.orders IS 'never';
COMMENT ON COLUMN public.special_orders."user" IS 'who; don''t ask';
COMMENT ON FOREIGN TABLE public.far_away IS 'elsewhere';
COMMENT ON MATERIALIZED VIEW public.summary IS 'kept';
COMMENT ON TRIGGER instead ON sales.all_orders IS 'writes through';
COMMENT ON STATISTICS sales.order_stats IS 'they go together';

ALTER DEFAULT PRIVILEGES FOR ROLE staff IN SCHEMA sales GRANT SELECT ON TABLES TO reader;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION public.watch_ddl();
COMMENT ON EVENT TRIGGER watch IS 'looks';

-- Not part of the model, left out: DO
-- DO $$ BEGIN
--   RAISE 'must not run'; END $$

-- View public.only_in_the_orm is left out: its query is not known

