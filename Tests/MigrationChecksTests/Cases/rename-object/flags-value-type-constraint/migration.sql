ALTER TYPE mood RENAME VALUE 'a' TO 'c';
ALTER TABLE orders RENAME CONSTRAINT positive TO above_zero;
ALTER TYPE mood RENAME TO feeling;
