CREATE TYPE status AS ENUM ('draft', 'new', 'paid', 'done', 'lost');
CREATE TABLE orders (id bigint PRIMARY KEY, status status NOT NULL DEFAULT 'new');
