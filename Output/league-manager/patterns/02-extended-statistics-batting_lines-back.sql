DROP STATISTICS public.batting_lines_dependent;
