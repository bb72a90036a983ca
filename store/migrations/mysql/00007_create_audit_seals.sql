-- A chain of hashes over the audit log, so that changes to old lines are found.
-- +goose Up
CREATE TABLE audit_seals (
    number BIGINT NOT NULL,
    first_id CHAR(26) NOT NULL,
    last_id CHAR(26) NOT NULL,
    line_count INT NOT NULL,
    hash CHAR(64) NOT NULL,
    sealed_at DATETIME(3) NOT NULL,
    PRIMARY KEY (number)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- +goose Down
DROP TABLE audit_seals;
