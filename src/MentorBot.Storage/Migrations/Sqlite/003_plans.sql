CREATE TABLE enrolments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    channel TEXT NOT NULL,
    is_direct BOOLEAN NOT NULL,
    plan_id TEXT NOT NULL,
    title TEXT NOT NULL,
    written TEXT NOT NULL,
    answers TEXT NOT NULL,
    first_day TEXT NOT NULL,
    nudge_time TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER
);
CREATE INDEX enrolments_person ON enrolments (person_id);
-- A person is on a plan once at a time.
CREATE UNIQUE INDEX enrolments_open ON enrolments (person_id, platform, workspace, plan_id) WHERE ended_at IS NULL;

CREATE TABLE plan_marks (
    enrolment_id INTEGER NOT NULL REFERENCES enrolments (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    part INTEGER NOT NULL,
    marked_on TEXT NOT NULL,
    marked_at INTEGER NOT NULL,
    PRIMARY KEY (enrolment_id, kind, part, marked_on, marked_at)
);

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    evidence_date TEXT NOT NULL,
    source TEXT NOT NULL,
    subject INTEGER,
    part INTEGER NOT NULL,
    title TEXT NOT NULL,
    what TEXT,
    impact TEXT,
    number TEXT,
    link TEXT,
    saved_at INTEGER NOT NULL
);
CREATE INDEX evidence_person ON evidence (person_id, evidence_date);
CREATE UNIQUE INDEX evidence_part ON evidence (person_id, source, subject, part);
