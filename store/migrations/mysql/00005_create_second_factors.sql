-- A second factor at sign-in: the secrets of authenticators, and which accounts are asked for a code.
-- +goose Up
ALTER TABLE accounts ADD COLUMN has_second_factor BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE second_factors (
    account_id VARCHAR(26) NOT NULL,
    secret VARCHAR(255) NOT NULL,
    last_step BIGINT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (account_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- +goose Down
DROP TABLE second_factors;
ALTER TABLE accounts DROP COLUMN has_second_factor;
