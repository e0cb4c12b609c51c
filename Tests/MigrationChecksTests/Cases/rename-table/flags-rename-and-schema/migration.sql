CREATE SCHEMA archive;
ALTER TABLE orders RENAME TO purchases;
ALTER TABLE customers SET SCHEMA archive;
