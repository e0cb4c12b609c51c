-- What is stored about one row of players. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN TRANSACTION READ ONLY;
SET LOCAL row_security = off;

SELECT 'players' AS source, to_jsonb(t) AS value
FROM public.players AS t WHERE id = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'guardians' AS source, to_jsonb(t) AS value
FROM public.guardians AS t WHERE player_id = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'registrations' AS source, to_jsonb(t) AS value
FROM public.registrations AS t WHERE player_id = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'player_documents' AS source, to_jsonb(t) AS value
FROM public.player_documents AS t WHERE player_id = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'roster_entries' AS source, to_jsonb(t) AS value
FROM public.roster_entries AS t WHERE player_id = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'batting_lines' AS source, to_jsonb(t) AS value
FROM public.batting_lines AS t WHERE player_id = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'pitching_lines' AS source, to_jsonb(t) AS value
FROM public.pitching_lines AS t WHERE player_id = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'play_events' AS source, to_jsonb(t) AS value
FROM public.play_events AS t WHERE batter_id = current_setting('erasure.subject')::bigint;

COMMIT;

