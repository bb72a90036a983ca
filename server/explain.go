package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

type explainCommand struct {
	langFlag
	File      string `arg:"" help:"County workbook (.xlsx)." type:"path"`
	Code      string `arg:"" help:"Code of a school (10 digits) or of the county (6 digits)."`
	Indicator string `arg:"" help:"Code of an indicator, such as R4 or G3."`
	Stage     string `help:"PRIMARY or JUNIOR: a coefficient of the county, or one stage of a school." enum:"PRIMARY,JUNIOR," default:""`
	Edition   string `help:"Edition of the rules. Default: the province's, else the national one." placeholder:"CODE"`
	Year      int    `help:"School year by its 1 September. Default: the latest in the file." placeholder:"YEAR"`
	JSON      bool   `name:"json" help:"Print the traces as JSON lines."`
}

func (k *explainCommand) Run(ctx context.Context, c *console) error {
	lang := k.of(c)
	book, _, err := readBook(ctx, c, k.File, lang, k.JSON)
	if err != nil {
		return err
	}
	region := k.Code
	for _, s := range book.Schools {
		if s.Code == k.Code {
			region = s.RegionCode
		}
	}
	if region == k.Code && len(region) != 6 {
		return c.refuse("UNKNOWN_SCHOOL", fmt.Sprintf(text(lang, [2]string{"文件中没有学校 %s", "the file has no school %s"}), k.Code), k.JSON)
	}
	county, err := choose(c, book, region, k.Year, lang, k.JSON)
	if err != nil {
		return err
	}
	edition, err := chooseEdition(c, k.Edition, region, lang, k.JSON)
	if err != nil {
		return err
	}
	traces := k.traces(edition, &county, region == k.Code)
	if len(traces) == 0 {
		return c.refuse("NO_TRACE", fmt.Sprintf(text(lang, [2]string{"%s 在版本 %s 中没有指标 %s 的结果", "%s has no result of %[3]s in edition %[2]s"}), k.Code, edition.Code, k.Indicator), k.JSON)
	}
	for _, t := range traces {
		if k.JSON {
			if err := json.NewEncoder(c.Out).Encode(t); err != nil {
				return err
			}
			continue
		}
		printTrace(c.Out, edition, t, lang)
	}
	return nil
}

// traces of the number asked for: of a county one, or with a stage its coefficient; of a school one a stage, or its item.
func (k *explainCommand) traces(e *indicator.Edition, county *indicator.County, ofCounty bool) []indicator.Trace {
	var traces []indicator.Trace
	keep := func(t indicator.Trace, ok bool) {
		if ok {
			traces = append(traces, t)
		}
	}
	if ofCounty {
		if k.Stage == "" {
			keep(e.ExplainCounty(county, k.Indicator))
		}
		for _, stage := range indicator.Stages {
			if k.Stage == "" || k.Stage == string(stage) {
				keep(e.ExplainBalance(county, stage, k.Indicator))
			}
		}
		return traces
	}
	for i := range county.Schools {
		r := &county.Schools[i]
		if r.School.Code != k.Code {
			continue
		}
		for _, stage := range r.School.Kind.Stages() {
			if k.Stage == "" || k.Stage == string(stage) {
				keep(e.ExplainUnit(r, &county.CountyRecord, stage, k.Indicator))
			}
		}
		keep(e.ExplainItem(r, &county.CountyRecord, k.Indicator))
	}
	return traces
}

func printTrace(w io.Writer, e *indicator.Edition, t indicator.Trace, lang string) {
	ind, _ := e.Indicator(t.Indicator)
	fmt.Fprintf(w, "%s %s  %s\n", t.Indicator, text(lang, [2]string{ind.Name.Zh, ind.Name.En}), word(lang, t.Status))
	fmt.Fprintf(w, "%s\n%s: %s\n", ind.Text, text(lang, [2]string{"公式", "Formula"}), t.Formula)
	in := newTable(w, text(lang, [2]string{"数据", "Input"}), text(lang, [2]string{"学校", "School"}), text(lang, [2]string{"年度", "Year"}), text(lang, [2]string{"数值", "Value"}), text(lang, [2]string{"单位", "Unit"}))
	in.SetColumnConfigs(right(4))
	for _, x := range t.Inputs {
		value := text(lang, [2]string{"未填报", "not reported"})
		if x.Value != nil {
			value = *x.Value
		}
		in.AppendRow([]any{label(x.Key, lang), x.School, x.Year, value, x.Unit})
	}
	in.Render()
	steps := newTable(w, text(lang, [2]string{"步骤", "Step"}), text(lang, [2]string{"算式", "Expression"}), text(lang, [2]string{"结果", "Result"}))
	for _, s := range t.Steps {
		steps.AppendRow([]any{s.Name, s.Expression, s.Value})
	}
	steps.Render()
	fmt.Fprintf(w, "= %s  %s\n\n", t.Display, word(lang, t.Status))
}

// label is a figure's name in the dictionary, with its key.
func label(key, lang string) string {
	for _, sheet := range workbook.Sheets() {
		if f := workbook.FieldByKey(sheet, key); f != nil {
			return f.Title(lang) + " (" + key + ")"
		}
	}
	return key
}
