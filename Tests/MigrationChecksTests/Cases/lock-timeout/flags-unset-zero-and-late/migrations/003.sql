SET lock_timeout = '5min';
ALTER TABLE orders DROP COLUMN b;
