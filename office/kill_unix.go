//go:build unix

package office

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// KillWhole makes the end of a command's context the end of everything that it started: soffice is a script whose child works.
func KillWhole(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error {
		err := syscall.Kill(-c.Process.Pid, syscall.SIGKILL)
		if errors.Is(err, syscall.ESRCH) {
			return os.ErrProcessDone
		}
		return err
	}
}
