package report_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/report"
)

// drawn is a chart as it was read back: its series with their numbers, by what is drawn and by the workbook behind it.
type drawn struct {
	Series []struct {
		Name   []string `xml:"tx>strRef>strCache>pt>v"`
		Points []struct {
			Index int    `xml:"idx,attr"`
			Value string `xml:"v"`
		} `xml:"val>numRef>numCache>pt"`
	} `xml:"chart>plotArea>barChart>ser"`
	Limit []string `xml:"chart>plotArea>lineChart>ser>val>numRef>numCache>pt>v"`
	book  [][]string
}

// values are the numbers of a chart's bars by category; the one bar of each that has a number where they stand in one place.
func (d *drawn) values(series int) []string {
	list := make([]string, indicator.ResourceCount)
	for _, p := range d.Series[series].Points {
		list[p.Index] = p.Value
	}
	return list
}

func zipFile(t *testing.T, z *zip.Reader, name string) []byte {
	t.Helper()
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// readCharts reads a document's charts and what is said to who does not see them.
func readCharts(t *testing.T, b []byte) (charts []drawn, said []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	body := string(zipFile(t, z, "word/document.xml"))
	for _, part := range strings.Split(body, `descr="`)[1:] {
		text, _, _ := strings.Cut(part, `"`)
		said = append(said, text)
	}
	for i := range said {
		var d drawn
		if err := xml.Unmarshal(zipFile(t, z, fmt.Sprintf("word/charts/chart%d.xml", i+1)), &d); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(zipFile(t, z, fmt.Sprintf("word/embeddings/chart%d.xlsx", i+1))))
		if err != nil {
			t.Fatal(err)
		}
		if d.book, err = f.GetRows("Sheet1"); err != nil {
			t.Fatal(err)
		}
		charts = append(charts, d)
	}
	return charts, said
}

// plain is a decimal number as a workbook shows it where no format is asked for.
func plain(number string) string { return strings.TrimRight(strings.TrimRight(number, "0"), ".") }

func TestChartsEqualTheEvaluation(t *testing.T) {
	everyDemo(t, func(t *testing.T, p report.Papers) {
		before := demoPapers(t, 2022, p.Edition.Code).Evaluation.CountyAssessment
		before.Year = p.Evaluation.Year - 1
		p.Earlier = []indicator.CountyAssessment{before}
		charts, said := readCharts(t, writeReport(t, p))
		if len(charts) != 5 {
			t.Fatalf("%d charts, want 5", len(charts))
		}
		for s, k := range p.Evaluation.StageCounts {
			for i, met := range k.MetCounts {
				want := indicator.Ratio{Num: int64(met) * 100, Den: int64(k.Units)}.Display(1)
				if got := charts[0].values(s)[i]; got != want || charts[0].book[1+i][1+s] != plain(want) || !strings.Contains(said[0], " "+want+"%") {
					t.Errorf("share of R%d: got %q, want %s", i+1, got, want)
				}
			}
			for i := range indicator.ResourceCodes {
				b := p.Evaluation.Balances[2*i+s]
				series := 0
				if b.Status == indicator.Unmet {
					series = 1
				}
				if got := charts[1+s].values(series)[i]; got != b.Display || !slices.Contains(charts[1+s].book[1+i], plain(b.Display)) || !strings.Contains(said[1+s], " "+b.Display) {
					t.Errorf("R%d %s: got %q, want %s", i+1, b.Stage, got, b.Display)
				}
				want := []string{before.Balances[2*i+s].Display, b.Display}
				if got := charts[3+s].book[1+i][1:3]; !slices.Equal(got, []string{plain(want[0]), plain(want[1])}) || charts[3+s].values(0)[i] != want[0] || charts[3+s].values(1)[i] != want[1] {
					t.Errorf("R%d %s over the years: got %v, want %v", i+1, b.Stage, got, want)
				}
				if charts[1+s].Limit[i] != []string{"0.50", "0.45"}[s] || charts[3+s].Limit[i] != charts[1+s].Limit[i] {
					t.Errorf("limit: got %s", charts[1+s].Limit[i])
				}
			}
		}
	})
	if charts, _ := readCharts(t, writeReport(t, bareCounty())); len(charts) != 2 {
		t.Errorf("%d charts of a county with one primary school, want 2", len(charts))
	}
}
