package auth

import (
	"slices"

	"github.com/junheng/junheng/models"
)

// Action is something that a role may or may not do. Its text is the name of the mutation or query, and of its audit line.
type Action string

// The actions.
const (
	ReadEvaluation      Action = "readEvaluation" // regions, schools, figures, results and their traces
	MakePaper           Action = "makePaper"      // a school's sheet; a county's form and report need ReadPapers as well
	ReadPapers          Action = "readPapers"
	CheckClaims         Action = "checkClaims"
	ReadAccounts        Action = "readAccounts"
	ReadImports         Action = "readImports"
	PlanRepair          Action = "planRepair" // names other schools of the county
	ChangePassword      Action = "changePassword"
	PrepareSecondFactor Action = "prepareSecondFactor"
	ConfirmSecondFactor Action = "confirmSecondFactor"
	RemoveSecondFactor  Action = "removeSecondFactor"
	RecordSchoolYear    Action = "recordSchoolYear"
	RecordFundingYear   Action = "recordFundingYear"
	RecordCountyYear    Action = "recordCountyYear"
	AttestIndicator     Action = "attestIndicator"
	WithdrawAttestation Action = "withdrawAttestation"
	AnswerVeto          Action = "answerVeto"
	ReviewOddity        Action = "reviewOddity"
	WithdrawReview      Action = "withdrawOddityReview"
	CreateSchool        Action = "createSchool"
	UpdateSchool        Action = "updateSchool"
	RecordTeacher       Action = "recordTeacher"
	RemoveTeacher       Action = "removeTeacher"
	CreateAccount       Action = "createAccount"
	UpdateAccount       Action = "updateAccount"
	ResetPassword       Action = "resetPassword"
	SendUpload          Action = "sendUpload"
	ImportWorkbook      Action = "importWorkbook"
	ExportWorkbook      Action = "exportWorkbook"
	ReadTeacherNames    Action = "readTeacherNames"
)

// policy is the whole of who may do what. What a role may do, it may do to the rows that the store's scope gives it.
var policy = map[Action][]models.Role{
	ReadEvaluation:      {models.Bureau, models.Clerk, models.Inspector},
	MakePaper:           {models.Bureau, models.Clerk, models.Inspector},
	ReadPapers:          {models.Bureau, models.Inspector},
	CheckClaims:         {models.Bureau, models.Inspector},
	ChangePassword:      {models.Bureau, models.Clerk, models.Inspector},
	PrepareSecondFactor: {models.Bureau, models.Clerk, models.Inspector},
	ConfirmSecondFactor: {models.Bureau, models.Clerk, models.Inspector},
	RemoveSecondFactor:  {models.Bureau, models.Clerk, models.Inspector},
	ExportWorkbook:      {models.Bureau, models.Inspector},
	PlanRepair:          {models.Bureau, models.Inspector},
	RecordSchoolYear:    {models.Bureau, models.Clerk},
	ReadAccounts:        {models.Bureau},
	ReadImports:         {models.Bureau},
	RecordFundingYear:   {models.Bureau},
	RecordCountyYear:    {models.Bureau},
	AttestIndicator:     {models.Bureau},
	WithdrawAttestation: {models.Bureau},
	AnswerVeto:          {models.Bureau},
	ReviewOddity:        {models.Bureau, models.Clerk},
	WithdrawReview:      {models.Bureau, models.Clerk},
	CreateSchool:        {models.Bureau},
	UpdateSchool:        {models.Bureau},
	RecordTeacher:       {models.Bureau},
	RemoveTeacher:       {models.Bureau},
	CreateAccount:       {models.Bureau},
	UpdateAccount:       {models.Bureau},
	ResetPassword:       {models.Bureau},
	SendUpload:          {models.Bureau, models.Inspector}, // inspectors send reports to be checked
	ImportWorkbook:      {models.Bureau},
	ReadTeacherNames:    {models.Bureau, models.Clerk}, // their own school's
}

// Require is nil when the viewer's role may do the action, else ErrUnauthenticated or ErrForbidden.
// Who still has a generated password may only change it; who has yet to set up a second factor may do only these two things.
func Require(v Viewer, a Action) error {
	if !v.IsSignedIn() {
		return ErrUnauthenticated
	}
	if !Allows(v.Role, a) || v.IsHeldBack() && !v.comesFirst(a) {
		return ErrForbidden
	}
	return nil
}

// comesFirst tells whether the action is left to a viewer that is held back.
func (v Viewer) comesFirst(a Action) bool {
	return a == ChangePassword || !v.MustChangePassword && (a == PrepareSecondFactor || a == ConfirmSecondFactor)
}

// Allows tells whether the role may do the action.
func Allows(r models.Role, a Action) bool { return slices.Contains(policy[a], r) }

// Actions are all actions, in alphabetical order.
func Actions() []Action {
	list := make([]Action, 0, len(policy))
	for a := range policy {
		list = append(list, a)
	}
	slices.Sort(list)
	return list
}
