package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/junheng/junheng/indicator"
)

type driftCommand struct {
	langFlag
	File      string `arg:"" help:"County workbook (.xlsx) with both years." type:"path"`
	Indicator string `arg:"" help:"R1 to R7."`
	Stage     string `arg:"" enum:"PRIMARY,JUNIOR" help:"PRIMARY or JUNIOR."`
	From      int    `required:"" help:"The earlier school year by its 1 September." placeholder:"YEAR"`
	To        int    `required:"" help:"The later school year." placeholder:"YEAR"`
	Edition   string `help:"Edition of the rules. Default: the province's, else the national one." placeholder:"CODE"`
	Region    string `help:"County code. Default: the only county in the file." placeholder:"CODE"`
	JSON      bool   `name:"json" help:"Print one JSON object."`
}

func (k *driftCommand) Run(ctx context.Context, c *console) error {
	lang := k.of(c)
	book, _, err := readBook(ctx, c, k.File, lang, k.JSON)
	if err != nil {
		return err
	}
	from, err := choose(c, book, k.Region, k.From, lang, k.JSON)
	if err != nil {
		return err
	}
	to, err := choose(c, book, k.Region, k.To, lang, k.JSON)
	if err != nil {
		return err
	}
	edition, err := chooseEdition(c, k.Edition, from.Region.Code, lang, k.JSON)
	if err != nil {
		return err
	}
	d, err := edition.Drift(&from, &to, k.Indicator, indicator.Stage(k.Stage))
	if err != nil {
		return c.refuse("NO_DRIFT", fmt.Sprintf("%s %s: %v", k.Indicator, k.Stage, err), k.JSON)
	}
	if k.JSON {
		return json.NewEncoder(c.Out).Encode(d)
	}
	printDrift(c, &to, d, lang)
	return nil
}

func printDrift(c *console, county *indicator.County, d indicator.Drift, lang string) {
	names := map[string]string{}
	for _, r := range county.Schools {
		names[r.School.Code] = r.School.Name
	}
	trend := [2]string{"不变", "unchanged"}
	if d.Change < 0 {
		trend = [2]string{"差距缩小", "narrowing"}
	} else if d.Change > 0 {
		trend = [2]string{"差距扩大", "widening"}
	}
	fmt.Fprintf(c.Out, "%s %s  %d %.6f → %d %.6f  %+.6f  %s\n", d.Indicator, word(lang, d.Stage), d.From, d.Before, d.To, d.After, d.Change, text(lang, trend))
	t := newTable(c.Out, text(lang, [2]string{"学校", "School"}), d.From, d.To, text(lang, [2]string{"学生变化", "Enrolment"}),
		text(lang, [2]string{"资源变化", "Resources"}), text(lang, [2]string{"合计", "Total"}))
	t.SetColumnConfigs(right(2, 3, 4, 5, 6))
	for _, s := range d.Contributions {
		t.AppendRow([]any{s.School + " " + names[s.School], valueOf(s.ValueBefore), valueOf(s.ValueAfter), signed(s.Enrolment), signed(s.Resources), signed(s.Total)})
	}
	t.AppendFooter([]any{text(lang, [2]string{"合计", "Total"}), "", "", signed(d.Enrolment), signed(d.Resources), signed(d.Change)})
	t.Render()
}

func signed(f float64) string { return fmt.Sprintf("%+.6f", f) }

func valueOf(f *float64) string {
	if f == nil {
		return "—"
	}
	return fmt.Sprintf("%.2f", *f)
}
