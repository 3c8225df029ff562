-- What platforms delivered, so that what they deliver again is answered once. It names nobody.
CREATE TABLE receipts (
    key TEXT PRIMARY KEY,
    taken_at BIGINT NOT NULL
);
CREATE INDEX receipts_taken ON receipts (taken_at);
