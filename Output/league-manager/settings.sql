ALTER SYSTEM SET log_connections = 'on';
ALTER SYSTEM SET log_statement = 'ddl';
ALTER ROLE app SET statement_timeout = '1000ms';
ALTER ROLE app SET idle_in_transaction_session_timeout = '1000ms';
ALTER ROLE web SET statement_timeout = '1000ms';
ALTER TABLE public.batting_lines SET (autovacuum_vacuum_insert_scale_factor = 0.0073);
