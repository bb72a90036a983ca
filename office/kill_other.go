//go:build !unix

package office

import "os/exec"

// KillWhole leaves the command as it is: only its own process is ended with its context.
func KillWhole(*exec.Cmd) {}
