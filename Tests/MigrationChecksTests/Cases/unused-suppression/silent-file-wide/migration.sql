-- dbplan-ignore-file lock-timeout, statement-timeout: run by hand in the night
-- dbplan-ignore drop-column: unread since release 41
ALTER TABLE orders DROP COLUMN note;
