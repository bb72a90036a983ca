package main

import (
	"context"
	"errors"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
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
		return c.writeCopy(found.Lines,
			member{"years", each(found.Years, func(t *models.Teacher) teacherJSON { return teacherJSON(*t) })},
			member{"files", found.Files}, // that may hold the teacher's row
		)
	})
}

type teacherEraseCommand struct {
	teacherFlags
	langFlag
}

func (k *teacherEraseCommand) Run(ctx context.Context, c *console) error {
	return k.with(ctx, func(a *app.App) error {
		e, err := a.EraseTeacher(ctx, auth.Operator(), k.Region, k.Number)
		if e == nil {
			return said(err)
		}
		return errors.Join(c.receipt(e, k.of(c), [2]string{
			"有 %d 个文件还在等待导入，其中可能有该姓名，导入可能把它写回：导入结束后请再运行一次。",
			" Imports have yet to read %d files that may hold the name, and may write it again: run this once more when they have ended.",
		}), said(err)) // what was erased needs its proof, whatever came after
	})
}
