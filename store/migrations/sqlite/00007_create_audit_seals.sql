-- A chain of hashes over the audit log, so that changes to old lines are found.
-- +goose Up
CREATE TABLE audit_seals (
    number INTEGER NOT NULL,
    first_id TEXT NOT NULL,
    last_id TEXT NOT NULL,
    line_count INTEGER NOT NULL,
    hash TEXT NOT NULL,
    sealed_at DATETIME NOT NULL,
    PRIMARY KEY (number)
);

-- +goose Down
DROP TABLE audit_seals;
