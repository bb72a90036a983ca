-- The first and the last school year of a school, NULL for open: opening and closing schools leaves other years as they are.
-- +goose Up
ALTER TABLE schools ADD COLUMN first_year INT;
ALTER TABLE schools ADD COLUMN last_year INT;

-- +goose Down
ALTER TABLE schools DROP COLUMN last_year;
ALTER TABLE schools DROP COLUMN first_year;
