package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

type odditiesCommand struct {
	langFlag
	File   string `arg:"" help:"County workbook (.xlsx); with the year before in it, more is found." type:"path"`
	Year   int    `help:"School year by its 1 September. Default: the last year in the file." placeholder:"YEAR"`
	Region string `help:"County code. Default: the only county in the file." placeholder:"CODE"`
	JSON   bool   `name:"json" help:"Print one JSON array."`
}

// oddityJSON is an oddity with its sentence.
type oddityJSON struct {
	indicator.Oddity
	Name   string `json:"name"` // of the school
	Reason string `json:"reason"`
}

func (k *odditiesCommand) Run(ctx context.Context, c *console) error {
	lang := k.of(c)
	book, _, err := readBook(ctx, c, k.File, lang, k.JSON)
	if err != nil {
		return err
	}
	county, err := choose(c, book, k.Region, k.Year, lang, k.JSON)
	if err != nil {
		return err
	}
	var before *indicator.County
	if slices.Contains(book.Years(county.Region.Code), county.Year-1) {
		was, _ := book.County(county.Region.Code, county.Year-1)
		before = &was
	}
	names := map[string]string{}
	for _, r := range county.Schools {
		names[r.School.Code] = r.School.Name
	}
	list := []oddityJSON{}
	for _, o := range indicator.Oddities(&county, before) {
		list = append(list, oddityJSON{o, names[o.School], workbook.OddityReason(o, names[o.Other], lang)})
	}
	if k.JSON {
		return json.NewEncoder(c.Out).Encode(list)
	}
	fmt.Fprintf(c.Out, text(lang, [2]string{"%s（%s） %d 年度  %d 条可疑数据\n", "%s (%s), school year %d: oddities %d\n"}),
		county.Region.Name, county.Region.Code, county.Year, len(list))
	if before == nil {
		fmt.Fprintln(c.Out, text(lang, [2]string{"文件中没有上一年度，只与同类学校比较。", "The file has no year before, so figures are compared with other schools only."}))
	}
	for i, o := range list {
		if i == 0 || list[i-1].School != o.School {
			fmt.Fprintf(c.Out, "\n%s %s\n", o.School, o.Name)
		}
		fmt.Fprintf(c.Out, "  %3.0f%%  %s  %s\n", o.Confidence*100, workbook.OddityName(o.Kind, lang), o.Reason)
	}
	return nil
}
