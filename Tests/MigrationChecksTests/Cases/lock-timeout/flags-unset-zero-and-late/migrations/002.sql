SET lock_timeout = 0;
ALTER TABLE orders DROP COLUMN a;
