-- The first tables: facts, the results made from them, accounts and imports.
-- +goose Up

CREATE TABLE regions (
    code CHAR(6) NOT NULL,
    name VARCHAR(200) NOT NULL,
    level VARCHAR(32) NOT NULL,
    parent_code CHAR(6),
    PRIMARY KEY (code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX idx_regions_parent_code ON regions (parent_code);

CREATE TABLE schools (
    code CHAR(10) NOT NULL,
    region_code CHAR(6) NOT NULL,
    name VARCHAR(200) NOT NULL,
    name_sort VARBINARY(240) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    organizer TINYINT NOT NULL,
    ownership VARCHAR(32) NOT NULL,
    locale VARCHAR(32) NOT NULL,
    is_boarding BOOLEAN NOT NULL,
    built_year INT,
    in_dense_core BOOLEAN NOT NULL,
    group_name VARCHAR(200),
    address VARCHAR(200),
    longitude BIGINT,
    latitude BIGINT,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX idx_schools_region_code_code ON schools (region_code, code);
CREATE INDEX idx_schools_name_sort_code ON schools (name_sort, code);

CREATE TABLE school_years (
    school_code VARCHAR(10) NOT NULL,
    year INT NOT NULL,
    region_code CHAR(6) NOT NULL,
    students_primary INT,
    students_junior INT,
    students_senior INT,
    migrant_students INT,
    catchment_students_primary INT,
    catchment_students_junior INT,
    classes_primary INT,
    classes_junior INT,
    classes_up_to25_primary INT,
    classes_up_to25_junior INT,
    classes26_to30_primary INT,
    classes26_to30_junior INT,
    classes31_to35_primary INT,
    classes31_to35_junior INT,
    classes36_to40_primary INT,
    classes36_to40_junior INT,
    classes41_to45_primary INT,
    classes41_to45_junior INT,
    classes46_to50_primary INT,
    classes46_to50_junior INT,
    classes51_to55_primary INT,
    classes51_to55_junior INT,
    classes56_to60_primary INT,
    classes56_to60_junior INT,
    classes61_to65_primary INT,
    classes61_to65_junior INT,
    classes_from66_primary INT,
    classes_from66_junior INT,
    teachers_primary INT,
    teachers_junior INT,
    junior_college_teachers_primary INT,
    junior_college_teachers_junior INT,
    bachelor_teachers_primary INT,
    bachelor_teachers_junior INT,
    master_teachers_primary INT,
    master_teachers_junior INT,
    doctor_teachers_primary INT,
    doctor_teachers_junior INT,
    backbone_primary INT,
    backbone_junior INT,
    pe_teachers_primary INT,
    pe_teachers_junior INT,
    music_teachers_primary INT,
    music_teachers_junior INT,
    art_teachers_primary INT,
    art_teachers_junior INT,
    arts_teachers_primary INT,
    arts_teachers_junior INT,
    visiting_pe_arts_teachers_primary INT,
    visiting_pe_arts_teachers_junior INT,
    certified_teachers INT,
    trained_teachers INT,
    teaching_area BIGINT,
    indoor_sports_area BIGINT,
    sports_ground_area BIGINT,
    other_sports_area BIGINT,
    leased_sports_area BIGINT,
    equipment_value BIGINT,
    multimedia_rooms INT,
    music_rooms_from96 INT,
    music_rooms_from73 INT,
    music_rooms_from61 INT,
    music_rooms_from54 INT,
    art_rooms_from90 INT,
    art_rooms_from67 INT,
    art_rooms_from61 INT,
    art_rooms_from54 INT,
    operating_budget BIGINT,
    operating_final BIGINT,
    training_budget BIGINT,
    boarders INT,
    graduates INT,
    entrants INT,
    transferred_in INT,
    transferred_out INT,
    deaths INT,
    version INT NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (school_code, year)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX idx_school_years_region_code_year ON school_years (region_code, year);

CREATE TABLE teachers (
    region_code CHAR(6) NOT NULL,
    year INT NOT NULL,
    code VARCHAR(200) NOT NULL,
    name VARCHAR(200),
    school_code VARCHAR(10) NOT NULL,
    stage VARCHAR(16) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    degree VARCHAR(32) NOT NULL,
    backbone_level VARCHAR(32) NOT NULL,
    is_full_time BOOLEAN NOT NULL,
    is_certified BOOLEAN NOT NULL,
    training_hours BIGINT,
    is_rotation_eligible BOOLEAN,
    rotated_from CHAR(10),
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (region_code, year, code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX idx_teachers_school_code_year_code ON teachers (school_code, year DESC, code);
CREATE INDEX idx_teachers_region_code_year_code ON teachers (region_code, year DESC, code);

CREATE TABLE county_years (
    region_code CHAR(6) NOT NULL,
    year INT NOT NULL,
    residents INT,
    special_ed_operating BIGINT,
    special_ed_students INT,
    teacher_pay BIGINT,
    civil_servant_pay BIGINT,
    rotation_eligible INT,
    rotated INT,
    rotated_backbone INT,
    senior_quota INT,
    senior_allocated INT,
    senior_allocated_rural INT,
    migrant_eligible INT,
    migrant_public INT,
    migrant_purchased INT,
    disabled_children INT,
    disabled_enrolled INT,
    survey_issued INT,
    survey_valid INT,
    survey_satisfied INT,
    visited INT,
    visited_satisfied INT,
    version INT NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (region_code, year)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE funding_years (
    region_code CHAR(6) NOT NULL,
    fiscal_year INT NOT NULL,
    general_budget_spend BIGINT NOT NULL,
    recurrent_revenue BIGINT,
    operating_quota_primary BIGINT NOT NULL,
    operating_quota_junior BIGINT NOT NULL,
    boarding_supplement BIGINT,
    special_funds BIGINT,
    version INT NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (region_code, fiscal_year)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE attestations (
    region_code CHAR(6) NOT NULL,
    year INT NOT NULL,
    school_code VARCHAR(10) NOT NULL,
    indicator VARCHAR(32) NOT NULL,
    subject VARCHAR(32) NOT NULL,
    met BOOLEAN NOT NULL,
    conclusion VARCHAR(2000),
    standard_level INT,
    difference_rate BIGINT,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (region_code, year, school_code, indicator, subject)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX idx_attestations_school_code_year ON attestations (school_code, year);

CREATE TABLE school_assessments (
    year INT NOT NULL,
    edition VARCHAR(32) NOT NULL,
    region_code CHAR(6) NOT NULL,
    stage VARCHAR(16) NOT NULL,
    school_code VARCHAR(10) NOT NULL,
    name VARCHAR(200) NOT NULL,
    name_sort VARBINARY(240) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    organizer TINYINT NOT NULL,
    ownership VARCHAR(32) NOT NULL,
    locale VARCHAR(32) NOT NULL,
    is_boarding BOOLEAN NOT NULL,
    built_year INT,
    group_name VARCHAR(200),
    students INT NOT NULL,
    verdict VARCHAR(32) NOT NULL,
    met_count TINYINT NOT NULL,
    relaxed VARCHAR(64) NOT NULL,
    r1_status VARCHAR(32) NOT NULL,
    r1_value DOUBLE,
    r1_attainment DOUBLE,
    r1_shortfall BIGINT,
    r1_display VARCHAR(32),
    r1_reason VARCHAR(32),
    r2_status VARCHAR(32) NOT NULL,
    r2_value DOUBLE,
    r2_attainment DOUBLE,
    r2_shortfall BIGINT,
    r2_display VARCHAR(32),
    r2_reason VARCHAR(32),
    r3_status VARCHAR(32) NOT NULL,
    r3_value DOUBLE,
    r3_attainment DOUBLE,
    r3_shortfall BIGINT,
    r3_display VARCHAR(32),
    r3_reason VARCHAR(32),
    r4_status VARCHAR(32) NOT NULL,
    r4_value DOUBLE,
    r4_attainment DOUBLE,
    r4_shortfall BIGINT,
    r4_display VARCHAR(32),
    r4_reason VARCHAR(32),
    r5_status VARCHAR(32) NOT NULL,
    r5_value DOUBLE,
    r5_attainment DOUBLE,
    r5_shortfall BIGINT,
    r5_display VARCHAR(32),
    r5_reason VARCHAR(32),
    r6_status VARCHAR(32) NOT NULL,
    r6_value DOUBLE,
    r6_attainment DOUBLE,
    r6_shortfall BIGINT,
    r6_display VARCHAR(32),
    r6_reason VARCHAR(32),
    r7_status VARCHAR(32) NOT NULL,
    r7_value DOUBLE,
    r7_attainment DOUBLE,
    r7_shortfall BIGINT,
    r7_display VARCHAR(32),
    r7_reason VARCHAR(32),
    PRIMARY KEY (year, edition, region_code, stage, school_code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX idx_school_assessments_school_code_year_edition_stage ON school_assessments (school_code, year, edition, stage);

CREATE TABLE school_standings (
    year INT NOT NULL,
    edition VARCHAR(32) NOT NULL,
    region_code CHAR(6) NOT NULL,
    school_code VARCHAR(10) NOT NULL,
    excluded VARCHAR(32) NOT NULL,
    g3 VARCHAR(32) NOT NULL,
    g4 VARCHAR(32) NOT NULL,
    g5 VARCHAR(32) NOT NULL,
    g6 VARCHAR(32) NOT NULL,
    g9 VARCHAR(32) NOT NULL,
    g12 VARCHAR(32) NOT NULL,
    g13 VARCHAR(32) NOT NULL,
    q3 VARCHAR(32) NOT NULL,
    q4 VARCHAR(32) NOT NULL,
    q6 VARCHAR(32) NOT NULL,
    PRIMARY KEY (year, edition, region_code, school_code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX idx_school_standings_school_code_year_edition ON school_standings (school_code, year, edition);

CREATE TABLE county_assessments (
    region_code CHAR(6) NOT NULL,
    year INT NOT NULL,
    edition VARCHAR(32) NOT NULL,
    verdict VARCHAR(32) NOT NULL,
    result LONGTEXT NOT NULL,
    version INT NOT NULL,
    computed_at DATETIME(3) NOT NULL,
    PRIMARY KEY (region_code, year, edition)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE county_tallies (
    region_code CHAR(6) NOT NULL,
    year INT NOT NULL,
    edition VARCHAR(32) NOT NULL,
    sums LONGBLOB NOT NULL,
    PRIMARY KEY (region_code, year, edition)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE accounts (
    id CHAR(26) NOT NULL,
    username VARCHAR(64) NOT NULL,
    name VARCHAR(200),
    role VARCHAR(32) NOT NULL,
    region_code CHAR(6) NOT NULL,
    school_code VARCHAR(10),
    inspects LONGTEXT NOT NULL,
    password_hash VARCHAR(200) NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    is_disabled BOOLEAN NOT NULL,
    token_version INT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE UNIQUE INDEX idx_accounts_username ON accounts (username);
CREATE INDEX idx_accounts_region_code ON accounts (region_code);

CREATE TABLE sessions (
    id CHAR(26) NOT NULL,
    account_id VARCHAR(26) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    revoked_at DATETIME(3),
    PRIMARY KEY (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX idx_sessions_account_id ON sessions (account_id);

CREATE TABLE refresh_tokens (
    hash CHAR(64) NOT NULL,
    session_id CHAR(26) NOT NULL,
    issued_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    used_at DATETIME(3),
    PRIMARY KEY (hash)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX idx_refresh_tokens_session_id ON refresh_tokens (session_id);

CREATE TABLE throttles (
    throttle_key CHAR(64) NOT NULL,
    failure_count INT NOT NULL,
    blocked_until DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (throttle_key)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE audit_lines (
    id CHAR(26) NOT NULL,
    at DATETIME(3) NOT NULL,
    account_id VARCHAR(26) NOT NULL,
    username VARCHAR(64) NOT NULL,
    action VARCHAR(32) NOT NULL,
    region_code CHAR(6) NOT NULL,
    school_code VARCHAR(10) NOT NULL,
    subject VARCHAR(255) NOT NULL,
    request_id VARCHAR(64) NOT NULL,
    details LONGTEXT NOT NULL,
    PRIMARY KEY (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX idx_audit_lines_region_code_id ON audit_lines (region_code, id);
CREATE INDEX idx_audit_lines_account_id_id ON audit_lines (account_id, id);

CREATE TABLE imports (
    id CHAR(26) NOT NULL,
    account_id VARCHAR(26) NOT NULL,
    region_code CHAR(6) NOT NULL,
    upload_id CHAR(26) NOT NULL,
    idempotency_key VARCHAR(100),
    is_dry_run BOOLEAN NOT NULL,
    status VARCHAR(32) NOT NULL,
    row_count INT NOT NULL,
    created_count INT NOT NULL,
    updated_count INT NOT NULL,
    unchanged_count INT NOT NULL,
    error_count INT NOT NULL,
    warning_count INT NOT NULL,
    progress DOUBLE NOT NULL,
    attempts INT NOT NULL,
    locked_by VARCHAR(64) NOT NULL,
    locked_until DATETIME(3) NOT NULL,
    failure VARCHAR(64),
    version INT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    finished_at DATETIME(3),
    PRIMARY KEY (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE UNIQUE INDEX idx_imports_account_id_idempotency_key ON imports (account_id, idempotency_key);
CREATE INDEX idx_imports_status_id ON imports (status, id);
CREATE INDEX idx_imports_region_code_id ON imports (region_code, id);

CREATE TABLE import_issues (
    import_id CHAR(26) NOT NULL,
    severity VARCHAR(32) NOT NULL,
    position INT NOT NULL,
    sheet VARCHAR(100) NOT NULL,
    row_no INT NOT NULL,
    column_name VARCHAR(32),
    header VARCHAR(200),
    value VARCHAR(500),
    code VARCHAR(64) NOT NULL,
    params LONGTEXT NOT NULL,
    PRIMARY KEY (import_id, severity, position)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE uploads (
    id CHAR(26) NOT NULL,
    account_id VARCHAR(26) NOT NULL,
    filename VARCHAR(255) NOT NULL,
    size BIGINT NOT NULL,
    sha256 CHAR(64) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX idx_uploads_account_id ON uploads (account_id);

CREATE TABLE upload_chunks (
    upload_id CHAR(26) NOT NULL,
    position INT NOT NULL,
    data MEDIUMBLOB NOT NULL,
    PRIMARY KEY (upload_id, position)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- +goose Down

DROP TABLE regions;
DROP TABLE schools;
DROP TABLE school_years;
DROP TABLE teachers;
DROP TABLE county_years;
DROP TABLE funding_years;
DROP TABLE attestations;
DROP TABLE school_assessments;
DROP TABLE school_standings;
DROP TABLE county_assessments;
DROP TABLE county_tallies;
DROP TABLE accounts;
DROP TABLE sessions;
DROP TABLE refresh_tokens;
DROP TABLE throttles;
DROP TABLE audit_lines;
DROP TABLE imports;
DROP TABLE import_issues;
DROP TABLE uploads;
DROP TABLE upload_chunks;
