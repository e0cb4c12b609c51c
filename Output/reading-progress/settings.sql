ALTER SYSTEM SET log_connections = 'on';
ALTER SYSTEM SET log_statement = 'ddl';
ALTER TABLE public.activity_days SET (autovacuum_vacuum_scale_factor = 0.071);
