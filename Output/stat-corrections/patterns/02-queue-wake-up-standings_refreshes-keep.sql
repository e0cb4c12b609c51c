LISTEN standings_refreshes;
