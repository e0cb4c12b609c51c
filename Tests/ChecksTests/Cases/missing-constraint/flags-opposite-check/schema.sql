CREATE TABLE shelves (
  id bigint PRIMARY KEY, reserved integer NOT NULL, on_hand integer NOT NULL, CHECK (reserved >= on_hand),
  least integer NOT NULL, CHECK (least IN (1, 2)));
