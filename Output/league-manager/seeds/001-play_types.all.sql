-- play_types: 26 rows of Plans/league-manager/seeds/play_types.csv, for all.
BEGIN;
INSERT INTO public.play_types AS present (code, name, is_at_bat, ends_plate_appearance)
VALUES
  ('1B', 'Single', true, true),
  ('2B', 'Double', true, true),
  ('3B', 'Triple', true, true),
  ('HR', 'Home run', true, true),
  ('K', 'Strikeout swinging', true, true),
  ('KL', 'Strikeout looking', true, true),
  ('GO', 'Ground out', true, true),
  ('FO', 'Fly out', true, true),
  ('LO', 'Line out', true, true),
  ('PO', 'Pop out', true, true),
  ('FC', 'Fielder''s choice', true, true),
  ('E', 'Reached on error', true, true),
  ('GDP', 'Grounded into double play', true, true),
  ('BB', 'Walk', false, true),
  ('IBB', 'Intentional walk', false, true),
  ('HBP', 'Hit by pitch', false, true),
  ('SF', 'Sacrifice fly', false, true),
  ('SH', 'Sacrifice bunt', false, true),
  ('CI', 'Catcher''s interference', false, true),
  ('SB', 'Stolen base', false, false),
  ('CS', 'Caught stealing', false, false),
  ('WP', 'Wild pitch', false, false),
  ('PB', 'Passed ball', false, false),
  ('BK', 'Balk', false, false),
  ('PK', 'Picked off', false, false),
  ('FIX', 'Correcting play', false, false)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, is_at_bat = excluded.is_at_bat, ends_plate_appearance = excluded.ends_plate_appearance
WHERE (present.name, present.is_at_bat, present.ends_plate_appearance) IS DISTINCT FROM (excluded.name, excluded.is_at_bat, excluded.ends_plate_appearance);
COMMIT;
