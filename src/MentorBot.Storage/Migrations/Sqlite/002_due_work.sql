-- When people and teams work, what comes round for them, and what became of it. Days of the week are written 1 to 7 from
-- Monday on, times of day and dates as ISO text, instants as Unix milliseconds.

CREATE TABLE personal_time (
    person_id INTEGER NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE,
    zone TEXT,
    working_days TEXT,
    work_start TEXT,
    work_end TEXT,
    quiet_start TEXT,
    quiet_end TEXT,
    no_quiet BOOLEAN NOT NULL,
    nudge_time TEXT,
    strength TEXT NOT NULL,
    paused BOOLEAN NOT NULL,
    -- Where the platform saw them and they stayed on the clock that they had.
    declined_zone TEXT
);

CREATE TABLE absences (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    UNIQUE (person_id, first_day, last_day)
);

-- Apart from personal_time, since every press writes here.
CREATE TABLE attention (
    person_id INTEGER NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE,
    attended_at INTEGER,
    nudged_at INTEGER,
    ignored INTEGER NOT NULL,
    asked_at INTEGER
);
CREATE INDEX attention_attended ON attention (attended_at);

CREATE TABLE team_time (
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    zone TEXT,
    working_days TEXT,
    work_start TEXT,
    work_end TEXT,
    quiet_start TEXT,
    quiet_end TEXT,
    calendars TEXT NOT NULL,
    PRIMARY KEY (platform, workspace)
);

CREATE TABLE team_days (
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    day TEXT NOT NULL,
    -- The name of the team's own day off; null where it works although its calendars have a holiday.
    name TEXT,
    PRIMARY KEY (platform, workspace, day)
);

CREATE TABLE schedules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feature TEXT NOT NULL,
    subject INTEGER NOT NULL,
    kind TEXT NOT NULL,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    -- One of the two: a person, or a place.
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
    channel TEXT,
    is_direct BOOLEAN NOT NULL,
    owned_by INTEGER REFERENCES people (id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    start_date TEXT NOT NULL,
    time_of_day TEXT NOT NULL,
    zone TEXT NOT NULL,
    follows_zone BOOLEAN NOT NULL,
    working_days_only BOOLEAN NOT NULL,
    asked_for BOOLEAN NOT NULL,
    lateness TEXT NOT NULL,
    window_close TEXT,
    state TEXT NOT NULL,
    next_date TEXT,
    -- Null while it is paused and where nothing comes, so that the index holds only what can come due.
    next_due_at INTEGER,
    -- The last date that came round: none up to it comes round again.
    last_date TEXT,
    -- When it was given another zone than it had; what this put into the past was not missed.
    zone_since INTEGER
);
CREATE INDEX schedules_due ON schedules (next_due_at, id) WHERE next_due_at IS NOT NULL;
CREATE INDEX schedules_person ON schedules (person_id);
CREATE INDEX schedules_owner ON schedules (owned_by);
CREATE INDEX schedules_team ON schedules (platform, workspace) WHERE follows_zone;
CREATE INDEX schedules_place ON schedules (platform, workspace, channel) WHERE channel IS NOT NULL;
CREATE UNIQUE INDEX schedules_subject ON schedules
    (feature, subject, kind, platform, workspace, COALESCE(person_id, 0), COALESCE(channel, '')) WHERE state <> 'Ended';

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule_id INTEGER NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
    channel TEXT,
    is_direct BOOLEAN NOT NULL,
    occurrence_date TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    -- False for a snooze and for what was added by hand: these are due when they say, whatever the rule.
    by_rule BOOLEAN NOT NULL,
    asked_for BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    on_date TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    -- The end of a hold by the day's budget, which makes an entry late only from then on.
    held_until INTEGER,
    expires_at INTEGER,
    is_late BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    first_try INTEGER,
    sent_at INTEGER,
    message_id TEXT,
    merged_into INTEGER,
    failure TEXT,
    -- The day whose budget it counts in.
    slot_date TEXT,
    asks_to_ease BOOLEAN NOT NULL,
    -- The round of a lane's work that has it in hand; another round's means nothing.
    claim INTEGER,
    snoozed BOOLEAN NOT NULL,
    -- Whether its feature has heard what became of it.
    told BOOLEAN NOT NULL,
    -- When its message is to be replaced by what is true by then; null where what was sent is as it should be.
    refresh_at INTEGER,
    -- Counts how often that was asked for, so that one who asks meanwhile is not overlooked.
    refresh_asked INTEGER NOT NULL DEFAULT 0,
    refresh_tries INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX outbox_key ON outbox (schedule_id, occurrence_date, kind, sequence, COALESCE(person_id, 0), COALESCE(channel, ''));
CREATE INDEX outbox_waiting ON outbox (platform, workspace, not_before, id) WHERE status IN ('Pending', 'Held', 'Sending', 'Uncertain');
CREATE INDEX outbox_untold ON outbox (platform, workspace, id) WHERE NOT told AND status IN ('Sent', 'Merged', 'Skipped', 'Failed');
CREATE INDEX outbox_refresh ON outbox (platform, workspace, refresh_at) WHERE refresh_at IS NOT NULL AND status = 'Sent';
CREATE INDEX outbox_person ON outbox (person_id, slot_date);
CREATE INDEX outbox_person_waiting ON outbox (person_id, slot_date, not_before) WHERE status IN ('Pending', 'Held');
CREATE INDEX outbox_place ON outbox (platform, workspace, channel, due_at) WHERE channel IS NOT NULL;
CREATE INDEX outbox_merged ON outbox (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE lanes (
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    node TEXT,
    -- By the database's own clock, which all nodes share.
    leased_until INTEGER NOT NULL,
    PRIMARY KEY (platform, workspace)
);

-- The version of the time zones' rules by which next_due_at was found.
CREATE TABLE zone_rules (
    version TEXT PRIMARY KEY
);
