-- What adapters have to know again after a restart, such as a session to resume: under names of their own.
CREATE TABLE platform_memory (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX platform_memory_person ON platform_memory (person_id);
