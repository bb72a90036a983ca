package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// maxUnits bounds a list; a province has some ten thousand units.
const maxUnits = 50_000

func unitsFormat(key string) view.ExportFormat {
	e, err := asked[graph.UnitsExport](key)
	if err != nil {
		return view.XLSX
	}
	return e.Format
}

// writeUnits writes all units of a filter that the viewer sees, in the order asked for.
func (s *site) writeUnits(ctx context.Context, v auth.Viewer, key string, out io.Writer) error {
	e, err := asked[graph.UnitsExport](key)
	if err == nil && e.Where == nil {
		err = store.ErrNotFound
	}
	if err == nil {
		err = auth.Require(v, auth.ExportWorkbook)
	}
	if err != nil {
		return err
	}
	rows := [][]any{unitHeader()}
	first := store.MaxPage
	p := store.Page{First: &first}
	for more := true; more && len(rows) <= maxUnits; {
		list, err := s.store.For(v).SchoolAssessments(ctx, e.Where, e.By, p)
		if err != nil {
			return err
		}
		for _, unit := range list.Items {
			rows = append(rows, unitRow(unit))
		}
		if more = list.HasNextPage; more {
			after := list.Cursor(len(list.Items) - 1)
			p.After = &after
		}
	}
	where, err := json.Marshal(e.Where)
	if err != nil {
		return err
	}
	if err := s.app.RecordExport(ctx, v, unitList, string(where), len(rows)-1); err != nil {
		return err
	}
	if e.Format == view.CSV {
		return writeCSV(out, rows)
	}
	return writeSheet(out, rows)
}

func unitHeader() []any {
	header := []any{"学校标识码", "学校名称", "行政区划代码", "年度", "学段", "学生数", "结论", "达标项数"}
	for _, code := range indicator.ResourceCodes {
		header = append(header, code, code+" 状态", code+" 缺口")
	}
	return header
}

func unitRow(a *models.SchoolAssessment) []any {
	row := []any{a.SchoolCode, a.Name, a.RegionCode, a.Year, string(a.Stage), a.Students, string(a.Verdict), a.MetCount}
	for i := range indicator.ResourceCount {
		r := a.Result(i)
		var value, shortfall any
		if r.Value != nil {
			value = *r.Value
		}
		if r.Shortfall != nil {
			shortfall = r.Shortfall.Float()
		}
		row = append(row, value, string(r.Status), shortfall)
	}
	return row
}

func writeSheet(out io.Writer, rows [][]any) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	sheet, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for i, row := range rows {
		if err := sheet.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
			return err
		}
	}
	if err := sheet.Flush(); err != nil {
		return err
	}
	return f.Write(out)
}

// writeCSV writes what office programs open as a table. A text that they would take for a formula gets a quote in front.
func writeCSV(out io.Writer, rows [][]any) error {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return err
	}
	w := csv.NewWriter(out)
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			switch x := cell.(type) {
			case string:
				if cells[i] = x; isFormula(x) {
					cells[i] = "'" + x
				}
			case int:
				cells[i] = strconv.Itoa(x)
			case float64:
				cells[i] = strconv.FormatFloat(x, 'f', -1, 64)
			}
		}
		if err := w.Write(cells); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// isFormula tells what office programs take for a formula, some of them behind spaces or in full width.
func isFormula(s string) bool {
	first := strings.TrimSpace(s)
	return s != "" && (strings.ContainsRune("\t\r\n", rune(s[0])) || first != "" && strings.ContainsAny(string([]rune(first)[0]), "=+-@＝＋－＠"))
}
