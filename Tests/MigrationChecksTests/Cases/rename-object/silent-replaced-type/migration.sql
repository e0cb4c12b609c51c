ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('a');
DROP TYPE mood_old;
