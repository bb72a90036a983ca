package view

// UserError is an expected refusal or a warning, as data.
type UserError struct {
	Code    string
	Message string
	Field   []string
	Params  []*ErrorParam
}

// ErrorParam is one number or name of a message.
type ErrorParam struct{ Name, Value string }
