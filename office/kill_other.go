//go:build !unix

package office

import "os/exec"

// killWhole leaves the command as it is: only its own process is ended with its context.
func killWhole(*exec.Cmd) {}
