-- The first and the last school year of a school, NULL for open: opening and closing schools leaves other years as they are.
-- +goose Up
ALTER TABLE schools ADD COLUMN first_year INTEGER;
ALTER TABLE schools ADD COLUMN last_year INTEGER;

-- +goose Down
ALTER TABLE schools DROP COLUMN last_year;
ALTER TABLE schools DROP COLUMN first_year;
