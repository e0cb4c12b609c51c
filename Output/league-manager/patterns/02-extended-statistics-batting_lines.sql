CREATE STATISTICS public.batting_lines_dependent (dependencies) ON player_id, account_id, game_id FROM public.batting_lines;
ANALYZE public.batting_lines;
