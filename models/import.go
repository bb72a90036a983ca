package models

import "time"

// ImportStatus is how far an import is.
type ImportStatus string

// The import statuses.
const (
	Queued    ImportStatus = "QUEUED"
	Running   ImportStatus = "RUNNING"
	Succeeded ImportStatus = "SUCCEEDED"
	Rejected  ImportStatus = "REJECTED" // row errors: nothing was written
	Failed    ImportStatus = "FAILED"   // gave up for a reason that is not in the file
)

// Import is a workbook being taken in by a background job. All its rows are written, or none.
type Import struct {
	ID             string  `gorm:"primaryKey"`
	AccountID      string  `gorm:"<-:create"`
	RegionCode     string  `gorm:"<-:create"` // of the account when it asked
	UploadID       string  `gorm:"<-:create"`
	IdempotencyKey *string // unique for an account
	IsDryRun       bool
	Status         ImportStatus
	RowCount       int
	CreatedCount   int
	UpdatedCount   int
	UnchangedCount int
	ErrorCount     int
	WarningCount   int
	Progress       float64 // 0 to 1
	Attempts       int
	LockedBy       string    // runner that works on it
	LockedUntil    time.Time // a runner that does not renew it has died
	Failure        *string   // code, when FAILED
	Version        int       // counts changes, so that watchers of any process see one
	CreatedAt      time.Time `gorm:"<-:create"`
	FinishedAt     *time.Time
}

// Severity tells whether an issue stops an import.
type Severity string

// The severities.
const (
	SeverityError   Severity = "ERROR"
	SeverityWarning Severity = "WARNING"
)

// ImportIssue is a finding in a cell of an imported workbook.
type ImportIssue struct {
	ImportID string   `gorm:"primaryKey"`
	Severity Severity `gorm:"primaryKey"`
	Position int      `gorm:"primaryKey;autoIncrement:false"` // in the order of the file
	Sheet    string
	Row      int     `gorm:"column:row_no"`
	Column   *string `gorm:"column:column_name"` // letter
	Header   *string
	Value    *string
	Code     string
	Params   map[string]string `gorm:"serializer:json"`
}

// Upload is a file that an account sent, kept in the database so that any process of the server can read it.
type Upload struct {
	ID        string `gorm:"primaryKey"`
	AccountID string `gorm:"<-:create"`
	Filename  string
	Size      int64
	SHA256    string    `gorm:"column:sha256"`
	CreatedAt time.Time `gorm:"<-:create"`
}

// UploadChunk is a piece of an upload.
type UploadChunk struct {
	UploadID string `gorm:"primaryKey"`
	Position int    `gorm:"primaryKey;autoIncrement:false"`
	Data     []byte
}
