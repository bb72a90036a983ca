-- Finds what an account took away lately, which each export asks for: of an account that reads teachers' names all day there are
-- many more lines of other actions.
-- +goose Up
CREATE INDEX idx_audit_lines_account_id_action_id ON audit_lines (account_id, action, id);

-- +goose Down
DROP INDEX idx_audit_lines_account_id_action_id ON audit_lines;
