-- Remembers who looked at an oddity and why its figures are right.
-- +goose Up
CREATE TABLE oddity_reviews (
    region_code CHAR(6) NOT NULL,
    year INT NOT NULL,
    school_code VARCHAR(10) NOT NULL,
    fingerprint CHAR(32) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    figure_keys TEXT NOT NULL,
    reason VARCHAR(500) NOT NULL,
    account_id VARCHAR(26) NOT NULL,
    username VARCHAR(64) NOT NULL,
    role VARCHAR(16) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (region_code, year, school_code, fingerprint)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- +goose Down
DROP TABLE oddity_reviews;
