-- What people scored with a rubric: theirs alone, until they share it with a channel.
CREATE TABLE scores (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    rubric TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The name as it is compared: scored again under the same name it is the same thing.
    name_key TEXT NOT NULL,
    -- What was picked, with the rubric's titles and points of the time.
    sheet TEXT NOT NULL,
    -- In thousandths, to rank by.
    total INTEGER NOT NULL,
    scored_at INTEGER NOT NULL
);
CREATE INDEX scores_thing ON scores (person_id, platform, workspace, rubric, name_key);

CREATE TABLE score_shares (
    score_id INTEGER NOT NULL REFERENCES scores (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    shared_at INTEGER NOT NULL,
    PRIMARY KEY (score_id, channel)
);
CREATE INDEX score_shares_channel ON score_shares (channel);

-- The numbers that a channel's team watches; a channel has one board.
CREATE TABLE kpi_boards (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    channel TEXT NOT NULL,
    dashboard TEXT NOT NULL,
    title TEXT NOT NULL,
    owned_by INTEGER REFERENCES people (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (platform, workspace, channel)
);
CREATE INDEX kpi_boards_owner ON kpi_boards (owned_by);

CREATE TABLE kpis (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    board_id INTEGER NOT NULL REFERENCES kpi_boards (id) ON DELETE CASCADE,
    grouped_under TEXT NOT NULL,
    title TEXT NOT NULL,
    -- The target; none while the team has set none. Numbers are decimal, letter for letter.
    comparison TEXT,
    target TEXT,
    target_upper TEXT,
    unit TEXT NOT NULL
);
CREATE INDEX kpis_board ON kpis (board_id);

-- One a day; a later one of the same day takes its place.
CREATE TABLE kpi_readings (
    kpi_id INTEGER NOT NULL REFERENCES kpis (id) ON DELETE CASCADE,
    read_on TEXT NOT NULL,
    value TEXT NOT NULL,
    recorded_by INTEGER REFERENCES people (id) ON DELETE SET NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (kpi_id, read_on)
);
CREATE INDEX kpi_readings_recorder ON kpi_readings (recorded_by);
