-- Remembers who looked at an oddity and why its figures are right.
-- +goose Up
CREATE TABLE oddity_reviews (
    region_code TEXT NOT NULL,
    year INTEGER NOT NULL,
    school_code TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL,
    figure_keys TEXT NOT NULL,
    reason TEXT NOT NULL,
    account_id TEXT NOT NULL,
    username TEXT NOT NULL,
    role TEXT NOT NULL,
    updated_at DATETIME NOT NULL,
    PRIMARY KEY (region_code, year, school_code, fingerprint)
);

-- +goose Down
DROP TABLE oddity_reviews;
