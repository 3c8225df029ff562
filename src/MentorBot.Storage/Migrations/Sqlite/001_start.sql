-- What becomes of a person's rows when the person is erased is said here, column by column: ON DELETE CASCADE for what
-- is theirs alone, ON DELETE SET NULL for their name on shared work. Columns stand in the same order on both engines.

CREATE TABLE people (
    -- AUTOINCREMENT: the id of an erased person must never come back as somebody else's.
    id INTEGER PRIMARY KEY AUTOINCREMENT
);

CREATE TABLE identities (
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    user_id TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (platform, workspace, user_id)
);
CREATE INDEX identities_person ON identities (person_id);

CREATE TABLE roles (
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    PRIMARY KEY (platform, workspace, person_id)
);
CREATE INDEX roles_person ON roles (person_id);

CREATE TABLE kept_forms (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    token TEXT NOT NULL,
    field_values TEXT NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, token)
);

CREATE TABLE remembered_answers (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    item_id TEXT NOT NULL,
    answers TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, item_id)
);

CREATE TABLE posts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    channel TEXT NOT NULL,
    is_direct BOOLEAN NOT NULL,
    item_kind TEXT NOT NULL,
    item_id TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    answers TEXT NOT NULL,
    words TEXT,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX posts_person ON posts (person_id);

CREATE TABLE checklist_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started_by INTEGER REFERENCES people (id) ON DELETE SET NULL,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    channel TEXT NOT NULL,
    is_direct BOOLEAN NOT NULL,
    is_shared BOOLEAN NOT NULL,
    item_id TEXT NOT NULL,
    title TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    closed_at INTEGER
);
CREATE INDEX checklist_runs_starter ON checklist_runs (started_by);
CREATE INDEX checklist_runs_open ON checklist_runs (platform, workspace, channel) WHERE closed_at IS NULL;

CREATE TABLE checklist_items (
    run_id INTEGER NOT NULL REFERENCES checklist_runs (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    why TEXT NOT NULL,
    done_at INTEGER,
    done_by INTEGER REFERENCES people (id) ON DELETE SET NULL,
    note TEXT,
    -- Without its author a note goes, too: see Erasure.
    noted_by INTEGER REFERENCES people (id) ON DELETE SET NULL,
    assigned_to INTEGER REFERENCES people (id) ON DELETE SET NULL,
    due TEXT,
    revision INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, number)
);
CREATE INDEX checklist_items_done_by ON checklist_items (done_by);
CREATE INDEX checklist_items_noted_by ON checklist_items (noted_by);
CREATE INDEX checklist_items_assigned_to ON checklist_items (assigned_to);

-- No reference to people: this row is what stays of a person.
CREATE TABLE erasures (
    person_id INTEGER PRIMARY KEY,
    erased_at INTEGER NOT NULL
);
