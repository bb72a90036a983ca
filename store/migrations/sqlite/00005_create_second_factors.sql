-- A second factor at sign-in: the secrets of authenticators, and which accounts are asked for a code.
-- +goose Up
ALTER TABLE accounts ADD COLUMN has_second_factor BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE second_factors (
    account_id TEXT NOT NULL,
    secret TEXT NOT NULL,
    last_step INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    PRIMARY KEY (account_id)
);

-- +goose Down
DROP TABLE second_factors;
ALTER TABLE accounts DROP COLUMN has_second_factor;
