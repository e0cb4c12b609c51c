-- dbplan-ignore drop-column
ALTER TABLE orders DROP COLUMN note;
-- dbplan-ignore
ALTER TABLE orders DROP COLUMN code;
