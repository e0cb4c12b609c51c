DROP INDEX orders_number;
