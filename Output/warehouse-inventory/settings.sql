ALTER SYSTEM SET log_connections = 'on';
ALTER SYSTEM SET log_statement = 'ddl';
ALTER TABLE public.warehouse_stock_levels SET (fillfactor = 95);
