-- The first tables: facts, the results made from them, accounts and imports.
-- +goose Up

CREATE TABLE regions (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    parent_code TEXT,
    PRIMARY KEY (code)
);
CREATE INDEX idx_regions_parent_code ON regions (parent_code);

CREATE TABLE schools (
    code TEXT NOT NULL,
    region_code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_sort BLOB NOT NULL,
    kind TEXT NOT NULL,
    organizer INTEGER NOT NULL,
    ownership TEXT NOT NULL,
    locale TEXT NOT NULL,
    is_boarding BOOLEAN NOT NULL,
    built_year INTEGER,
    in_dense_core BOOLEAN NOT NULL,
    group_name TEXT,
    address TEXT,
    longitude INTEGER,
    latitude INTEGER,
    updated_at DATETIME NOT NULL,
    PRIMARY KEY (code)
);
CREATE INDEX idx_schools_region_code_code ON schools (region_code, code);
CREATE INDEX idx_schools_name_sort_code ON schools (name_sort, code);

CREATE TABLE school_years (
    school_code TEXT NOT NULL,
    year INTEGER NOT NULL,
    region_code TEXT NOT NULL,
    students_primary INTEGER,
    students_junior INTEGER,
    students_senior INTEGER,
    migrant_students INTEGER,
    catchment_students_primary INTEGER,
    catchment_students_junior INTEGER,
    classes_primary INTEGER,
    classes_junior INTEGER,
    classes_up_to25_primary INTEGER,
    classes_up_to25_junior INTEGER,
    classes26_to30_primary INTEGER,
    classes26_to30_junior INTEGER,
    classes31_to35_primary INTEGER,
    classes31_to35_junior INTEGER,
    classes36_to40_primary INTEGER,
    classes36_to40_junior INTEGER,
    classes41_to45_primary INTEGER,
    classes41_to45_junior INTEGER,
    classes46_to50_primary INTEGER,
    classes46_to50_junior INTEGER,
    classes51_to55_primary INTEGER,
    classes51_to55_junior INTEGER,
    classes56_to60_primary INTEGER,
    classes56_to60_junior INTEGER,
    classes61_to65_primary INTEGER,
    classes61_to65_junior INTEGER,
    classes_from66_primary INTEGER,
    classes_from66_junior INTEGER,
    teachers_primary INTEGER,
    teachers_junior INTEGER,
    junior_college_teachers_primary INTEGER,
    junior_college_teachers_junior INTEGER,
    bachelor_teachers_primary INTEGER,
    bachelor_teachers_junior INTEGER,
    master_teachers_primary INTEGER,
    master_teachers_junior INTEGER,
    doctor_teachers_primary INTEGER,
    doctor_teachers_junior INTEGER,
    backbone_primary INTEGER,
    backbone_junior INTEGER,
    pe_teachers_primary INTEGER,
    pe_teachers_junior INTEGER,
    music_teachers_primary INTEGER,
    music_teachers_junior INTEGER,
    art_teachers_primary INTEGER,
    art_teachers_junior INTEGER,
    arts_teachers_primary INTEGER,
    arts_teachers_junior INTEGER,
    visiting_pe_arts_teachers_primary INTEGER,
    visiting_pe_arts_teachers_junior INTEGER,
    certified_teachers INTEGER,
    trained_teachers INTEGER,
    teaching_area INTEGER,
    indoor_sports_area INTEGER,
    sports_ground_area INTEGER,
    other_sports_area INTEGER,
    leased_sports_area INTEGER,
    equipment_value INTEGER,
    multimedia_rooms INTEGER,
    music_rooms_from96 INTEGER,
    music_rooms_from73 INTEGER,
    music_rooms_from61 INTEGER,
    music_rooms_from54 INTEGER,
    art_rooms_from90 INTEGER,
    art_rooms_from67 INTEGER,
    art_rooms_from61 INTEGER,
    art_rooms_from54 INTEGER,
    operating_budget INTEGER,
    operating_final INTEGER,
    training_budget INTEGER,
    boarders INTEGER,
    graduates INTEGER,
    entrants INTEGER,
    transferred_in INTEGER,
    transferred_out INTEGER,
    deaths INTEGER,
    version INTEGER NOT NULL,
    updated_at DATETIME NOT NULL,
    PRIMARY KEY (school_code, year)
);
CREATE INDEX idx_school_years_region_code_year ON school_years (region_code, year);

CREATE TABLE teachers (
    region_code TEXT NOT NULL,
    year INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT,
    school_code TEXT NOT NULL,
    stage TEXT NOT NULL,
    subject TEXT NOT NULL,
    degree TEXT NOT NULL,
    backbone_level TEXT NOT NULL,
    is_full_time BOOLEAN NOT NULL,
    is_certified BOOLEAN NOT NULL,
    training_hours INTEGER,
    is_rotation_eligible BOOLEAN,
    rotated_from TEXT,
    updated_at DATETIME NOT NULL,
    PRIMARY KEY (region_code, year, code)
);
CREATE INDEX idx_teachers_school_code_year_code ON teachers (school_code, year DESC, code);
CREATE INDEX idx_teachers_region_code_year_code ON teachers (region_code, year DESC, code);

CREATE TABLE county_years (
    region_code TEXT NOT NULL,
    year INTEGER NOT NULL,
    residents INTEGER,
    special_ed_operating INTEGER,
    special_ed_students INTEGER,
    teacher_pay INTEGER,
    civil_servant_pay INTEGER,
    rotation_eligible INTEGER,
    rotated INTEGER,
    rotated_backbone INTEGER,
    senior_quota INTEGER,
    senior_allocated INTEGER,
    senior_allocated_rural INTEGER,
    migrant_eligible INTEGER,
    migrant_public INTEGER,
    migrant_purchased INTEGER,
    disabled_children INTEGER,
    disabled_enrolled INTEGER,
    survey_issued INTEGER,
    survey_valid INTEGER,
    survey_satisfied INTEGER,
    visited INTEGER,
    visited_satisfied INTEGER,
    version INTEGER NOT NULL,
    updated_at DATETIME NOT NULL,
    PRIMARY KEY (region_code, year)
);

CREATE TABLE funding_years (
    region_code TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    general_budget_spend INTEGER NOT NULL,
    recurrent_revenue INTEGER,
    operating_quota_primary INTEGER NOT NULL,
    operating_quota_junior INTEGER NOT NULL,
    boarding_supplement INTEGER,
    special_funds INTEGER,
    version INTEGER NOT NULL,
    updated_at DATETIME NOT NULL,
    PRIMARY KEY (region_code, fiscal_year)
);

CREATE TABLE attestations (
    region_code TEXT NOT NULL,
    year INTEGER NOT NULL,
    school_code TEXT NOT NULL,
    indicator TEXT NOT NULL,
    subject TEXT NOT NULL,
    met BOOLEAN NOT NULL,
    conclusion TEXT,
    standard_level INTEGER,
    difference_rate INTEGER,
    updated_at DATETIME NOT NULL,
    PRIMARY KEY (region_code, year, school_code, indicator, subject)
);
CREATE INDEX idx_attestations_school_code_year ON attestations (school_code, year);

CREATE TABLE school_assessments (
    year INTEGER NOT NULL,
    edition TEXT NOT NULL,
    region_code TEXT NOT NULL,
    stage TEXT NOT NULL,
    school_code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_sort BLOB NOT NULL,
    kind TEXT NOT NULL,
    organizer INTEGER NOT NULL,
    ownership TEXT NOT NULL,
    locale TEXT NOT NULL,
    is_boarding BOOLEAN NOT NULL,
    built_year INTEGER,
    group_name TEXT,
    students INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    met_count INTEGER NOT NULL,
    relaxed TEXT NOT NULL,
    r1_status TEXT NOT NULL,
    r1_value REAL,
    r1_attainment REAL,
    r1_shortfall INTEGER,
    r1_display TEXT,
    r1_reason TEXT,
    r2_status TEXT NOT NULL,
    r2_value REAL,
    r2_attainment REAL,
    r2_shortfall INTEGER,
    r2_display TEXT,
    r2_reason TEXT,
    r3_status TEXT NOT NULL,
    r3_value REAL,
    r3_attainment REAL,
    r3_shortfall INTEGER,
    r3_display TEXT,
    r3_reason TEXT,
    r4_status TEXT NOT NULL,
    r4_value REAL,
    r4_attainment REAL,
    r4_shortfall INTEGER,
    r4_display TEXT,
    r4_reason TEXT,
    r5_status TEXT NOT NULL,
    r5_value REAL,
    r5_attainment REAL,
    r5_shortfall INTEGER,
    r5_display TEXT,
    r5_reason TEXT,
    r6_status TEXT NOT NULL,
    r6_value REAL,
    r6_attainment REAL,
    r6_shortfall INTEGER,
    r6_display TEXT,
    r6_reason TEXT,
    r7_status TEXT NOT NULL,
    r7_value REAL,
    r7_attainment REAL,
    r7_shortfall INTEGER,
    r7_display TEXT,
    r7_reason TEXT,
    PRIMARY KEY (year, edition, region_code, stage, school_code)
);
CREATE INDEX idx_school_assessments_school_code_year_edition_stage ON school_assessments (school_code, year, edition, stage);

CREATE TABLE school_standings (
    year INTEGER NOT NULL,
    edition TEXT NOT NULL,
    region_code TEXT NOT NULL,
    school_code TEXT NOT NULL,
    excluded TEXT NOT NULL,
    g3 TEXT NOT NULL,
    g4 TEXT NOT NULL,
    g5 TEXT NOT NULL,
    g6 TEXT NOT NULL,
    g9 TEXT NOT NULL,
    g12 TEXT NOT NULL,
    g13 TEXT NOT NULL,
    q3 TEXT NOT NULL,
    q4 TEXT NOT NULL,
    q6 TEXT NOT NULL,
    PRIMARY KEY (year, edition, region_code, school_code)
);
CREATE INDEX idx_school_standings_school_code_year_edition ON school_standings (school_code, year, edition);

CREATE TABLE county_assessments (
    region_code TEXT NOT NULL,
    year INTEGER NOT NULL,
    edition TEXT NOT NULL,
    verdict TEXT NOT NULL,
    result TEXT NOT NULL,
    version INTEGER NOT NULL,
    computed_at DATETIME NOT NULL,
    PRIMARY KEY (region_code, year, edition)
);

CREATE TABLE county_tallies (
    region_code TEXT NOT NULL,
    year INTEGER NOT NULL,
    edition TEXT NOT NULL,
    sums BLOB NOT NULL,
    PRIMARY KEY (region_code, year, edition)
);

CREATE TABLE accounts (
    id TEXT NOT NULL,
    username TEXT NOT NULL,
    name TEXT,
    role TEXT NOT NULL,
    region_code TEXT NOT NULL,
    school_code TEXT,
    inspects TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    is_disabled BOOLEAN NOT NULL,
    token_version INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX idx_accounts_username ON accounts (username);
CREATE INDEX idx_accounts_region_code ON accounts (region_code);

CREATE TABLE sessions (
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    expires_at DATETIME NOT NULL,
    revoked_at DATETIME,
    PRIMARY KEY (id)
);
CREATE INDEX idx_sessions_account_id ON sessions (account_id);

CREATE TABLE refresh_tokens (
    hash TEXT NOT NULL,
    session_id TEXT NOT NULL,
    issued_at DATETIME NOT NULL,
    expires_at DATETIME NOT NULL,
    used_at DATETIME,
    PRIMARY KEY (hash)
);
CREATE INDEX idx_refresh_tokens_session_id ON refresh_tokens (session_id);

CREATE TABLE throttles (
    throttle_key TEXT NOT NULL,
    failure_count INTEGER NOT NULL,
    blocked_until DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    PRIMARY KEY (throttle_key)
);

CREATE TABLE audit_lines (
    id TEXT NOT NULL,
    at DATETIME NOT NULL,
    account_id TEXT NOT NULL,
    username TEXT NOT NULL,
    action TEXT NOT NULL,
    region_code TEXT NOT NULL,
    school_code TEXT NOT NULL,
    subject TEXT NOT NULL,
    request_id TEXT NOT NULL,
    details TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX idx_audit_lines_region_code_id ON audit_lines (region_code, id);
CREATE INDEX idx_audit_lines_account_id_id ON audit_lines (account_id, id);

CREATE TABLE imports (
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    region_code TEXT NOT NULL,
    upload_id TEXT NOT NULL,
    idempotency_key TEXT,
    is_dry_run BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    created_count INTEGER NOT NULL,
    updated_count INTEGER NOT NULL,
    unchanged_count INTEGER NOT NULL,
    error_count INTEGER NOT NULL,
    warning_count INTEGER NOT NULL,
    progress REAL NOT NULL,
    attempts INTEGER NOT NULL,
    locked_by TEXT NOT NULL,
    locked_until DATETIME NOT NULL,
    failure TEXT,
    version INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    finished_at DATETIME,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX idx_imports_account_id_idempotency_key ON imports (account_id, idempotency_key);
CREATE INDEX idx_imports_status_id ON imports (status, id);
CREATE INDEX idx_imports_region_code_id ON imports (region_code, id);

CREATE TABLE import_issues (
    import_id TEXT NOT NULL,
    severity TEXT NOT NULL,
    position INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    row_no INTEGER NOT NULL,
    column_name TEXT,
    header TEXT,
    value TEXT,
    code TEXT NOT NULL,
    params TEXT NOT NULL,
    PRIMARY KEY (import_id, severity, position)
);

CREATE TABLE uploads (
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    filename TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX idx_uploads_account_id ON uploads (account_id);

CREATE TABLE upload_chunks (
    upload_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (upload_id, position)
);

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
