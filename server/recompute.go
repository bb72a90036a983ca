package main

import (
	"context"
	"fmt"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
)

type recomputeCommand struct {
	databaseFlag
	langFlag
	Region string `help:"Code of a county, or of a city or province with all its counties. Default: all." placeholder:"CODE"`
	Year   int    `help:"School year by its 1 September. Default: all." placeholder:"YEAR"`
}

func (k *recomputeCommand) Run(ctx context.Context, c *console) error {
	s, err := k.migrated(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	done := 0
	err = app.New(app.Config{Store: s}).RecomputeResults(ctx, auth.Operator(), app.Recomputation{
		RegionCode: k.Region, Year: k.Year,
		Done: func(county *models.Region, year int) {
			done++
			fmt.Fprintf(c.Out, "%s %s %d\n", county.Code, county.Name, year)
		},
	})
	if err != nil {
		return said(err)
	}
	_, err = fmt.Fprintf(c.Out, text(k.of(c), [2]string{"重新计算了 %d 个区县年度\n", "county years computed anew: %d\n"}), done)
	return err
}
