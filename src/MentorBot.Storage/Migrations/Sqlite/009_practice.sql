-- What people practise: the interview questions that they were asked, what they answered, and the drills that they played.

CREATE TABLE practice_asked (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    question_id TEXT NOT NULL,
    -- Grows with every question that the person is asked there.
    turn INTEGER NOT NULL,
    PRIMARY KEY (person_id, platform, workspace, question_id)
);

CREATE TABLE practice_answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    form INTEGER NOT NULL,
    question_id TEXT NOT NULL,
    asked TEXT NOT NULL,
    kind_id TEXT NOT NULL,
    kind_title TEXT NOT NULL,
    level TEXT NOT NULL,
    parts TEXT NOT NULL,
    scores TEXT NOT NULL,
    -- The sum of the scores and how many there are, to tell averages from.
    points INTEGER NOT NULL,
    scored INTEGER NOT NULL,
    answered_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX practice_answers_form ON practice_answers (person_id, platform, workspace, form);
CREATE INDEX practice_answers_newest ON practice_answers (person_id, answered_at);

CREATE TABLE drill_plays (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    drill_id TEXT NOT NULL,
    run INTEGER NOT NULL,
    title TEXT NOT NULL,
    version INTEGER NOT NULL,
    moves TEXT NOT NULL,
    tactics TEXT NOT NULL,
    points INTEGER NOT NULL,
    best INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, platform, workspace, drill_id, run)
);
