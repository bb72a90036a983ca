-- Finds who entered a figure: the newest line about a school's year.
-- +goose Up
CREATE INDEX idx_audit_lines_school_code_subject ON audit_lines (school_code, subject);

-- +goose Down
DROP INDEX idx_audit_lines_school_code_subject ON audit_lines;
