CREATE TABLE rooms (id bigint PRIMARY KEY, seats integer NOT NULL);
CREATE TABLE bookings (id bigint PRIMARY KEY, room_id bigint NOT NULL REFERENCES rooms, day date NOT NULL, person text NOT NULL);
CREATE INDEX bookings_room ON bookings (room_id, day);
CREATE TABLE stock (id bigint PRIMARY KEY, held integer NOT NULL, version integer NOT NULL);
