// Package docs_test holds the documents to what they describe.
package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/indicator"
)

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// rows are the table rows of indicators.md by the indicator code in their first cell.
func rows(t *testing.T) map[string][]string {
	rows := map[string][]string{}
	for line := range strings.Lines(read(t, "indicators.md")) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if code := cells[0]; len(cells) > 3 || regexp.MustCompile(`^S\d$`).MatchString(code) {
			if _, seen := rows[code]; !seen {
				rows[code] = cells
			}
		}
	}
	return rows
}

func TestEveryIndicatorIsDescribed(t *testing.T) {
	edition, ok := indicator.LookupEdition("cn-hb-33")
	if !ok {
		t.Fatal("cn-hb-33 is not an edition")
	}
	rows := rows(t)
	for _, ind := range edition.Indicators {
		row := rows[ind.Code]
		if row == nil {
			t.Errorf("indicators.md has no row for %s", ind.Code)
			continue
		}
		if row[1] != ind.Name.Zh {
			t.Errorf("%s is called %q in indicators.md, %q in the edition", ind.Code, row[1], ind.Name.Zh)
		}
		text := strings.Join(row, " ")
		for _, stage := range indicator.Stages {
			threshold, ok := ind.Thresholds[stage]
			if !ok {
				continue
			}
			percent := indicator.Decimal(threshold*100).String() + " %"
			if !strings.Contains(text, threshold.String()) && !strings.Contains(text, percent) {
				t.Errorf("the row of %s does not say its threshold %s", ind.Code, threshold)
			}
		}
	}
}

func TestEveryOpenQuestionNamesItsSetting(t *testing.T) {
	edition, _ := indicator.LookupEdition("cn-2017")
	text := read(t, "indicators.md")
	for setting, value := range map[string]string{
		"settings.judge":     edition.Settings.Judge,
		"settings.g3":        edition.Settings.G3,
		"settings.retention": edition.Settings.Retention,
		"borderline":         edition.Borderline.String(),
	} {
		line := regexp.MustCompile("(?m)^.*`" + regexp.QuoteMeta(setting) + "[:`].*$").FindString(text)
		if !strings.HasSuffix(strings.ReplaceAll(line, "`", ""), "| "+value+" |") {
			t.Errorf("want the default %s of %s in its row, got %q", value, setting, line)
		}
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	documents, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	records, err := filepath.Glob("adr/*.md")
	if err != nil {
		t.Fatal(err)
	}
	api, err := filepath.Glob("api/*.md")
	if err != nil {
		t.Fatal(err)
	}
	link := regexp.MustCompile(`\]\(([^)#]+)(#[^)]*)?\)`)
	for _, file := range slices.Concat(documents, records, api, []string{"../README.md", "../README.zh-CN.md", "../CHANGELOG.md"}) {
		for _, m := range link.FindAllStringSubmatch(read(t, file), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", file, m[1])
			}
		}
	}
}

// TestEveryPersonalColumnIsExplained goes by the migrations, so that no column is kept about people in silence.
func TestEveryPersonalColumnIsExplained(t *testing.T) {
	migrations, err := filepath.Glob("../store/migrations/mysql/*.sql")
	if err != nil || len(migrations) == 0 {
		t.Fatalf("no migrations: %v", err)
	}
	text := read(t, "privacy.md")
	_, impersonal, found := strings.Cut(text, "\n## No persons\n")
	if !found {
		t.Fatal("privacy.md has no section No persons")
	}
	table := regexp.MustCompile("(?s)CREATE TABLE (\\w+) \\((.*?)\n\\)")
	added := regexp.MustCompile(`ALTER TABLE (\w+) ADD (?:COLUMN )?(\w+)`)
	column := regexp.MustCompile(`(?m)^\s+([a-z]\w*) `)
	check := func(table, column string) {
		if !strings.Contains(impersonal, "`"+table+"`") && !strings.Contains(text, "`"+table+"."+column+"`") {
			t.Errorf("privacy.md does not say why %s.%s is kept and who sees it", table, column)
		}
	}
	for _, file := range migrations {
		sql := read(t, file)
		for _, m := range table.FindAllStringSubmatch(sql, -1) {
			for _, c := range column.FindAllStringSubmatch(m[2], -1) {
				check(m[1], c[1])
			}
		}
		for _, m := range added.FindAllStringSubmatch(sql, -1) {
			check(m[1], m[2])
		}
	}
}
