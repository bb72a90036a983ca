package main

import (
	"context"
	"encoding/json"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
)

type teacherCommand struct {
	Show  teacherShowCommand  `cmd:"" help:"Print all that is kept about a teacher, all years, as JSON, for that person; the reading is written down."`
	Erase teacherEraseCommand `cmd:"" help:"Remove a teacher's name from all years, and the files sent that may hold it; number and attributes stay, results count them. It cannot be undone."`
}

type teacherFlags struct {
	databaseFlag
	Region string `required:"" help:"Code of the county." placeholder:"CODE"`
	Number string `arg:"" help:"The teacher's number in the county."`
}

type teacherShowCommand struct{ teacherFlags }

// teacherJSON is a teacher in one year, with every column: a new one does not compile before it is here.
type teacherJSON struct {
	RegionCode         string                  `json:"region"`
	Year               int                     `json:"year"`
	Code               string                  `json:"number"`
	Name               *string                 `json:"name"`
	SchoolCode         string                  `json:"schoolCode"`
	Stage              indicator.Stage         `json:"stage"`
	Subject            string                  `json:"subject"`
	Degree             indicator.Degree        `json:"degree"`
	BackboneLevel      indicator.BackboneLevel `json:"backboneLevel"`
	IsFullTime         bool                    `json:"isFullTime"`
	IsCertified        bool                    `json:"isCertified"`
	TrainingHours      *indicator.Decimal      `json:"trainingHours"`
	IsRotationEligible *bool                   `json:"isRotationEligible"`
	RotatedFrom        *string                 `json:"rotatedFrom"`
	UpdatedAt          time.Time               `json:"updatedAt"`
}

func (k *teacherShowCommand) Run(ctx context.Context, c *console) error {
	return k.with(ctx, func(a *app.App) error {
		found, err := a.CopyTeacher(ctx, auth.Operator(), k.Region, k.Number)
		if err != nil {
			return said(err)
		}
		out := struct {
			Years []teacherJSON  `json:"years"`
			Files []app.KeptFile `json:"files"` // that may hold the teacher's row
		}{Files: found.Files}
		for _, t := range found.Years {
			out.Years = append(out.Years, teacherJSON(*t))
		}
		enc := json.NewEncoder(c.Out)
		enc.SetIndent("", "  ")
		return enc.Encode(out)
	})
}

type teacherEraseCommand struct {
	teacherFlags
	langFlag
}

func (k *teacherEraseCommand) Run(ctx context.Context, c *console) error {
	return k.with(ctx, func(a *app.App) error {
		e, err := a.EraseTeacher(ctx, auth.Operator(), k.Region, k.Number)
		if err != nil {
			return said(err)
		}
		return c.receipt(e, k.of(c))
	})
}
