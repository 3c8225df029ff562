-- The last good version of the team's content folder, for a start at which the folder is broken or away.
CREATE TABLE team_content (
    path TEXT PRIMARY KEY NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;
