-- What platforms delivered, so that what they deliver again is answered once. It names nobody.
CREATE TABLE receipts (
    key TEXT PRIMARY KEY NOT NULL,
    taken_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX receipts_taken ON receipts (taken_at);
