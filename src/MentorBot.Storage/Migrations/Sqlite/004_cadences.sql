-- The rhythm of a channel: who takes part, what they answered, and who did not. Times of day and dates are ISO text.

CREATE TABLE cadences (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    channel TEXT NOT NULL,
    is_direct BOOLEAN NOT NULL,
    kind TEXT NOT NULL,
    owned_by INTEGER REFERENCES people (id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    start_date TEXT NOT NULL,
    time_of_day TEXT NOT NULL,
    zone TEXT NOT NULL,
    closes_at TEXT NOT NULL,
    reminds_at TEXT,
    -- The meeting that it prepares: all three, or none.
    meeting_days INTEGER,
    meeting_at TEXT,
    meeting_minutes INTEGER,
    state TEXT NOT NULL,
    -- Whether the channel has heard that nobody looks after it.
    orphan_told BOOLEAN NOT NULL DEFAULT FALSE,
    created_at INTEGER NOT NULL
);
-- A channel has one of each kind at a time.
CREATE UNIQUE INDEX cadences_open ON cadences (platform, workspace, channel, kind) WHERE state <> 'Ended';
CREATE INDEX cadences_workspace ON cadences (platform, workspace);
CREATE INDEX cadences_owner ON cadences (owned_by);

CREATE TABLE cadence_participants (
    cadence_id INTEGER NOT NULL REFERENCES cadences (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    added_by INTEGER REFERENCES people (id) ON DELETE SET NULL,
    since INTEGER NOT NULL,
    -- When they heard that they were added.
    told_at INTEGER,
    PRIMARY KEY (cadence_id, person_id)
);
CREATE INDEX cadence_participants_person ON cadence_participants (person_id);
CREATE INDEX cadence_participants_added ON cadence_participants (added_by);

CREATE TABLE cadence_rounds (
    cadence_id INTEGER NOT NULL REFERENCES cadences (id) ON DELETE CASCADE,
    round_date TEXT NOT NULL,
    asked_at INTEGER,
    closed_at INTEGER,
    approved TEXT,
    approved_by INTEGER REFERENCES people (id) ON DELETE SET NULL,
    approved_at INTEGER,
    PRIMARY KEY (cadence_id, round_date)
);
CREATE INDEX cadence_rounds_approved ON cadence_rounds (approved_by);

CREATE TABLE cadence_answers (
    cadence_id INTEGER NOT NULL,
    round_date TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    edited_at INTEGER,
    PRIMARY KEY (cadence_id, round_date, person_id),
    FOREIGN KEY (cadence_id, round_date) REFERENCES cadence_rounds (cadence_id, round_date) ON DELETE CASCADE
);
CREATE INDEX cadence_answers_person ON cadence_answers (person_id);

-- Who took part and had not answered when the window closed.
CREATE TABLE cadence_gaps (
    cadence_id INTEGER NOT NULL,
    round_date TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    is_away BOOLEAN NOT NULL,
    PRIMARY KEY (cadence_id, round_date, person_id),
    FOREIGN KEY (cadence_id, round_date) REFERENCES cadence_rounds (cadence_id, round_date) ON DELETE CASCADE
);
CREATE INDEX cadence_gaps_person ON cadence_gaps (person_id);
