package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/indicator"
)

type simulateCommand struct {
	langFlag
	File    string   `arg:"" help:"County workbook (.xlsx); it is only read." type:"path"`
	Close   []string `sep:"none" help:"Close a school; with INTO its pupils go there." placeholder:"CODE[,INTO]"`
	Merge   []string `sep:"none" help:"Merge school B into school A." placeholder:"A,B"`
	Move    []string `sep:"none" help:"Move teachers counted in R1, R2 or R3. /PRIMARY or /JUNIOR where the schools share both stages." placeholder:"R3[/STAGE]:FROM,TO,N"`
	Set     []string `sep:"none" help:"Set a figure of a school, enrolment included; nothing after = for not reported." placeholder:"CODE.KEY=VALUE"`
	Under   string   `help:"Judge the changed county by another edition." placeholder:"CODE"`
	Edition string   `help:"Edition of the rules. Default: the province's, else the national one." placeholder:"CODE"`
	Year    int      `help:"School year by its 1 September. Default: the latest in the file." placeholder:"YEAR"`
	Region  string   `help:"County code. Default: the only county in the file." placeholder:"CODE"`
	JSON    bool     `name:"json" help:"Print one JSON object."`
}

// Help tells the order in which changes are made.
func (k *simulateCommand) Help() string {
	return "Closures are made first, then mergers, moves and figures, so that a figure that is set has the last word. Nothing is written."
}

type simulationJSON struct {
	Region      regionJSON             `json:"region"`
	Year        int                    `json:"year"`
	Edition     string                 `json:"edition"`
	Under       string                 `json:"under"`
	Changes     []indicator.Change     `json:"changes"`
	Before      string                 `json:"before"`
	After       string                 `json:"after"`
	Differences []indicator.Difference `json:"differences"`
}

func (k *simulateCommand) Run(ctx context.Context, c *console) error {
	lang := k.of(c)
	changes, err := k.changes()
	if err != nil {
		return c.refuse("INVALID_CHANGE", err.Error(), k.JSON)
	}
	book, _, err := readBook(ctx, c, k.File, lang, k.JSON)
	if err != nil {
		return err
	}
	county, err := choose(c, book, k.Region, k.Year, lang, k.JSON)
	if err != nil {
		return err
	}
	edition, err := chooseEdition(c, k.Edition, county.Region.Code, lang, k.JSON)
	if err != nil {
		return err
	}
	under := edition
	if k.Under != "" {
		if under, err = chooseEdition(c, k.Under, county.Region.Code, lang, k.JSON); err != nil {
			return err
		}
	}
	s, err := edition.Simulate(&county, changes, under)
	if err != nil {
		return c.refuse("INVALID_CHANGE", app.ChangeMessage(err, lang), k.JSON)
	}
	if k.JSON {
		enc := json.NewEncoder(c.Out)
		enc.SetEscapeHTML(false)
		return enc.Encode(simulationJSON{
			regionJSON{county.Region.Code, county.Region.Name},
			county.Year, edition.Code, under.Code, changes,
			string(s.Before.Verdict), string(s.After.Verdict), append([]indicator.Difference{}, s.Differences...),
		})
	}
	printSimulation(c, &county, &s, lang)
	return nil
}

func printSimulation(c *console, county *indicator.County, s *indicator.Simulation, lang string) {
	names := map[string]string{}
	for _, r := range county.Schools {
		names[r.School.Code] = r.School.Name
	}
	fmt.Fprintf(c.Out, text(lang, [2]string{"%s %d  %s → %s  %d 处变化\n", "%s %d  %s → %s  %d changes\n"}),
		county.Region.Name, county.Year, word(lang, s.Before.Verdict), word(lang, s.After.Verdict), len(s.Differences))
	if len(s.Differences) == 0 {
		return
	}
	t := newTable(c.Out, "", text(lang, [2]string{"学校", "School"}), text(lang, [2]string{"学段", "Stage"}), text(lang, [2]string{"指标", "Indicator"}),
		text(lang, [2]string{"现在", "Now"}), "", text(lang, [2]string{"改变后", "Then"}), "")
	t.SetColumnConfigs(right(5, 7))
	for _, d := range s.Differences {
		school := d.School
		if school != "" {
			school += " " + names[school]
		}
		t.AppendRow([]any{text(lang, findingWords[d.Of]), school, word(lang, d.Stage), word(lang, d.Indicator), d.DisplayBefore, word(lang, d.Before), d.DisplayAfter, word(lang, d.After)})
	}
	t.Render()
}

var findingWords = map[string][2]string{
	"COUNTY": {"区县结论", "county"}, "AREA": {"方面", "area"}, "INDICATOR": {"指标", "indicator"}, "BALANCE": {"差异系数", "coefficient"},
	"UNIT": {"单元结论", "unit"}, "VALUE": {"单元指标值", "value"}, "ITEM": {"学校指标", "school item"},
}

// changes reads the flags in the order that Help tells.
func (k *simulateCommand) changes() (changes []indicator.Change, err error) {
	for _, group := range [...]struct {
		texts []string
		read  func(string) (indicator.Change, error)
	}{{k.Close, readClose}, {k.Merge, readMerge}, {k.Move, readMove}, {k.Set, readSet}} {
		for _, s := range group.texts {
			change, err := group.read(s)
			if err != nil {
				return nil, err
			}
			changes = append(changes, change)
		}
	}
	if len(changes) == 0 && k.Under == "" {
		return nil, errors.New("name a change: --set, --move, --close, --merge or --under")
	}
	return changes, nil
}

func readClose(s string) (indicator.Change, error) {
	school, into, _ := strings.Cut(s, ",")
	return indicator.Change{Kind: indicator.ChangeClose, School: school, Into: into}, nil
}

func readMerge(s string) (indicator.Change, error) {
	a, b, ok := strings.Cut(s, ",")
	if !ok {
		return indicator.Change{}, fmt.Errorf("--merge %s: write A,B", s)
	}
	return indicator.Change{Kind: indicator.ChangeMerge, School: a, Into: b}, nil
}

func readMove(s string) (indicator.Change, error) {
	what, rest, _ := strings.Cut(s, ":")
	code, stage, _ := strings.Cut(what, "/")
	parts := strings.Split(rest, ",")
	if len(parts) != 3 {
		return indicator.Change{}, fmt.Errorf("--move %s: write R3:FROM,TO,N", s)
	}
	count, err := strconv.Atoi(parts[2])
	if err != nil {
		return indicator.Change{}, fmt.Errorf("--move %s: %q is no number of teachers", s, parts[2])
	}
	return indicator.Change{Kind: indicator.ChangeMove, Indicator: code, Stage: indicator.Stage(stage), School: parts[0], Into: parts[1], Count: count}, nil
}

func readSet(s string) (indicator.Change, error) {
	place, value, ok := strings.Cut(s, "=")
	school, key, dotted := strings.Cut(place, ".")
	if !ok || !dotted {
		return indicator.Change{}, fmt.Errorf("--set %s: write CODE.KEY=VALUE", s)
	}
	change := indicator.Change{Kind: indicator.ChangeFigure, School: school, Key: key}
	if value == "" {
		return change, nil
	}
	d, err := indicator.ParseDecimal(value)
	if err != nil {
		return change, fmt.Errorf("--set %s: %w", s, err)
	}
	change.Value = &d
	return change, nil
}
