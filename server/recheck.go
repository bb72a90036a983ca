package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/junheng/junheng/indicator"
)

type recheckCommand struct {
	langFlag
	File string `arg:"" help:"Traces as JSON lines, as explain --json prints them; - for standard input." type:"path"`
}

// errDiffers says that a number was found to be another; standard output has already said which.
var errDiffers = errors.New("a recomputed result differs from its trace")

func (k *recheckCommand) Run(c *console) error {
	lang := k.of(c)
	in := io.Reader(os.Stdin)
	if k.File != "-" {
		f, err := os.Open(k.File)
		if err != nil {
			return c.refuse("CANNOT_OPEN", err.Error(), false)
		}
		defer f.Close()
		in = f
	}
	traces, differing := 0, 0
	for lines := json.NewDecoder(in); ; traces++ {
		var t indicator.Trace
		if err := lines.Decode(&t); errors.Is(err, io.EOF) && traces > 0 {
			break
		} else if err != nil {
			return c.refuse("CANNOT_READ", fmt.Sprintf("trace %d: %v", traces+1, err), false)
		}
		r, err := indicator.Recheck(t)
		if err != nil {
			return c.refuse("CANNOT_RECHECK", fmt.Sprintf("trace %d: %v", traces+1, err), false)
		}
		differences := r.Differences(t)
		if len(differences) > 0 {
			differing++
		}
		for _, d := range differences {
			fmt.Fprintf(c.Out, "%d %s %s  %s\n", traces+1, t.Indicator, text(lang, [2]string{"不一致", "differs"}), d)
		}
		if len(differences) == 0 {
			fmt.Fprintf(c.Out, "%d %s %s  %s %s\n", traces+1, t.Indicator, text(lang, [2]string{"一致", "equal"}), r.Display, word(lang, r.Status))
		}
	}
	if differing > 0 {
		fmt.Fprintf(c.Out, text(lang, [2]string{"%d 条中有 %d 条不一致\n", "%[2]d of %[1]d differ\n"}), traces, differing)
		return errDiffers
	}
	return nil
}
