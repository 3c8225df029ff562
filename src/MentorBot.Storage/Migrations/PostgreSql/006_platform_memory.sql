-- What adapters have to know again after a restart, such as a session to resume: under names of their own.
CREATE TABLE platform_memory (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    person_id BIGINT REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX platform_memory_person ON platform_memory (person_id);
