package models

// Tables has one of each model, for tests that hold models, migrations and scopes to each other.
func Tables() []any {
	return []any{
		&Region{}, &School{}, &SchoolYear{}, &Teacher{}, &CountyYear{}, &FundingYear{}, &Attestation{}, &OddityReview{},
		&SchoolAssessment{}, &SchoolStanding{}, &CountyAssessment{}, &CountyTally{},
		&Account{}, &SecondFactor{}, &Session{}, &RefreshToken{}, &Throttle{}, &AuditLine{}, &AuditSeal{},
		&Import{}, &ImportIssue{}, &Upload{}, &UploadChunk{},
	}
}
