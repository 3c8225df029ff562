-- Whom the bot owes an answer that their platform was told will come, for as long as it is on its way. The person is unknown where they are new.
CREATE TABLE promises (
    id TEXT PRIMARY KEY NOT NULL,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    user_id TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
    about TEXT NOT NULL,
    form TEXT,
    way TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    node TEXT NOT NULL,
    held_until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX promises_person ON promises (person_id);
CREATE INDEX promises_held ON promises (platform, held_until);
