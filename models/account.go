package models

import "time"

// Role is what an account may do.
type Role string

// The roles.
const (
	Bureau    Role = "BUREAU"    // 教育局: keeps and sees a region's subtree
	Clerk     Role = "SCHOOL"    // 学校填报员: reports one school
	Inspector Role = "INSPECTOR" // 督学: sees the regions assigned, changes nothing
)

// Account is someone who can sign in.
type Account struct {
	ID                 string `gorm:"primaryKey"`
	Username           string // lower case, unique
	Name               *string
	Role               Role
	RegionCode         string   // bureau: its region; school: its county; inspector: the region that keeps the account
	SchoolCode         *string  // school accounts only
	Inspects           []string `gorm:"serializer:json"` // inspectors only: the regions assigned
	PasswordHash       string
	MustChangePassword bool
	HasSecondFactor    bool // its SecondFactor counts: signing in asks for a code
	IsDisabled         bool
	TokenVersion       int       // a token of an older version is refused
	CreatedAt          time.Time `gorm:"<-:create"`
	UpdatedAt          time.Time `gorm:"autoUpdateTime:false"`
}

// SecondFactor is the secret that an account's authenticator shares with us. It counts from its first code on, which the account's
// HasSecondFactor tells.
type SecondFactor struct {
	AccountID string `gorm:"primaryKey"`
	Secret    string // sealed with a key that is not in the database
	LastStep  int64  // the last 30 seconds since 1970 whose code was used; that code and earlier ones are refused
	CreatedAt time.Time
}

// Session is one signed-in device: the family of its refresh tokens.
type Session struct {
	ID        string    `gorm:"primaryKey"`
	AccountID string    `gorm:"<-:create"`
	CreatedAt time.Time `gorm:"<-:create"`
	ExpiresAt time.Time
	RevokedAt *time.Time
}

// RefreshToken is one refresh token of a session, by its hash. Each is used once.
type RefreshToken struct {
	Hash      string    `gorm:"primaryKey"` // SHA-256 in hexadecimal
	SessionID string    `gorm:"<-:create"`
	IssuedAt  time.Time `gorm:"<-:create"`
	ExpiresAt time.Time
	UsedAt    *time.Time
}

// Throttle counts failed sign-ins of one account name or one address.
type Throttle struct {
	Key          string `gorm:"primaryKey;column:throttle_key"` // SHA-256 of "account:...", "address:..." and their like
	FailureCount int
	BlockedUntil time.Time
	UpdatedAt    time.Time `gorm:"autoUpdateTime:false"`
}

// AuditLine tells who did what to which thing; written in the transaction of the change.
type AuditLine struct {
	ID         string `gorm:"primaryKey"` // sorts by time
	At         time.Time
	AccountID  string `gorm:"<-:create"`
	Username   string
	Action     string // e.g. recordSchoolYear
	RegionCode string `gorm:"<-:create"` // of the thing; empty where it has none
	SchoolCode string `gorm:"<-:create"`
	Subject    string // key of the thing, e.g. its year or code
	RequestID  string
	Details    map[string]string `gorm:"serializer:json"`
}

// AuditSeal closes a piece of the audit log: its hash covers those lines and the hash of the seal before.
type AuditSeal struct {
	Number    int64  `gorm:"primaryKey;autoIncrement:false"` // from 1, without gaps
	FirstID   string // of the lines, by id; the piece begins after the last line of the seal before
	LastID    string
	LineCount int
	Hash      string // SHA-256 in hexadecimal
	SealedAt  time.Time
}
