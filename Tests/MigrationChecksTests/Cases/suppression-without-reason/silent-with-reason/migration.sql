-- dbplan-ignore drop-column, lock-timeout, statement-timeout: unread since release 41
ALTER TABLE orders DROP COLUMN note;
