package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// errBlocked says that no plan can be made; standard output has already said why.
var errBlocked = errors.New("no plan can be made")

type repairCommand struct {
	langFlag
	File    string   `arg:"" help:"County workbook (.xlsx); it is only read." type:"path"`
	Cost    []string `sep:"none" help:"Cost of one more of R1 to R7, in 10,000 yuan: a teacher, m², 10,000 yuan of equipment, room." placeholder:"R7=8"`
	Move    string   `help:"Cost of a teacher who moves, in 10,000 yuan." placeholder:"AMOUNT"`
	Leave   string   `help:"Most of a unit's teachers that may leave it for each of R1 to R3; 0: nobody moves." placeholder:"0.1"`
	Limit   []string `sep:"none" help:"Most that a school may gain of R1 to R7." placeholder:"CODE.R5=0"`
	Budget  string   `help:"Most that the plan may cost, in 10,000 yuan." placeholder:"AMOUNT"`
	Edition string   `help:"Edition of the rules. Default: the province's, else the national one." placeholder:"CODE"`
	Year    int      `help:"School year by its 1 September. Default: the latest in the file." placeholder:"YEAR"`
	Region  string   `help:"County code. Default: the only county in the file." placeholder:"CODE"`
	JSON    bool     `name:"json" help:"Print one JSON object."`
}

// Help tells whose the costs are.
func (k *repairCommand) Help() string {
	return "Without --cost and --move round planning figures are used, of no official source. Exits with 1 where no plan can be made."
}

type repairJSON struct {
	Region    regionJSON                `json:"region"`
	Year      int                       `json:"year"`
	Edition   string                    `json:"edition"`
	Cost      indicator.Decimal         `json:"cost"`
	Steps     []indicator.RepairStep    `json:"steps"`
	Blockers  []indicator.RepairBlocker `json:"blockers"`
	Verdict   string                    `json:"verdict"`
	Remaining []string                  `json:"remaining"`
}

func (k *repairCommand) Run(ctx context.Context, c *console) error {
	lang := k.of(c)
	terms, err := k.terms()
	if err != nil {
		return c.refuse("INVALID_TERMS", err.Error(), k.JSON)
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
	plan := edition.Repair(&county, terms)
	if k.JSON {
		enc := json.NewEncoder(c.Out)
		enc.SetEscapeHTML(false)
		err = enc.Encode(repairJSON{
			regionJSON{county.Region.Code, county.Region.Name},
			county.Year, edition.Code, plan.Cost,
			append([]indicator.RepairStep{}, plan.Steps...), append([]indicator.RepairBlocker{}, plan.Blockers...),
			string(plan.After.Verdict), append([]string{}, plan.Remaining...),
		})
	} else {
		printRepair(c, &county, &plan, lang)
	}
	if err == nil && len(plan.Blockers) > 0 {
		return errBlocked
	}
	return err
}

func (k *repairCommand) terms() (indicator.RepairTerms, error) {
	t := indicator.DefaultRepairTerms()
	for _, s := range k.Cost {
		code, value, ok := strings.Cut(s, "=")
		d, err := indicator.ParseDecimal(value)
		i := indicator.ResourceIndex(code)
		if !ok || err != nil || i < 0 || d < 0 {
			return t, fmt.Errorf("--cost %s: write R7=8", s)
		}
		t.Costs[i] = d
	}
	for _, s := range k.Limit {
		place, value, ok := strings.Cut(s, "=")
		school, code, dotted := strings.Cut(place, ".")
		d, err := indicator.ParseDecimal(value)
		if !ok || !dotted || err != nil || d < 0 || indicator.ResourceIndex(code) < 0 {
			return t, fmt.Errorf("--limit %s: write CODE.R5=0", s)
		}
		t.Limits = append(t.Limits, indicator.RepairLimit{School: school, Indicator: code, Most: d})
	}
	for _, flag := range []struct {
		name, value string
		to          *indicator.Decimal
	}{{"--move", k.Move, &t.MoveCost}, {"--leave", k.Leave, &t.MoveShare}} {
		if flag.value == "" {
			continue
		}
		d, err := indicator.ParseDecimal(flag.value)
		if err != nil || d < 0 {
			return t, fmt.Errorf("%s %s: write a number such as 0.1", flag.name, flag.value)
		}
		*flag.to = d
	}
	if k.Budget != "" {
		d, err := indicator.ParseDecimal(k.Budget)
		if err != nil || d < 0 {
			return t, fmt.Errorf("--budget %s: write an amount in 10,000 yuan", k.Budget)
		}
		t.Budget = &d
	}
	return t, nil
}

func printRepair(c *console, county *indicator.County, plan *indicator.RepairPlan, lang string) {
	names := map[string]string{}
	for _, r := range county.Schools {
		names[r.School.Code] = r.School.Name
	}
	for _, b := range plan.Blockers {
		fmt.Fprintf(c.Out, text(lang, [2]string{"做不到：%s　%s%s %s　需要 %s，至多 %s\n", "cannot be done: %s  %s%s %s  needs %s, at most %s\n"}),
			text(lang, blockerWords[b.Kind]), names[b.School], word(lang, b.Stage), b.Indicator, b.Need, b.Most)
	}
	if len(plan.Steps) == 0 {
		if len(plan.Blockers) == 0 {
			fmt.Fprintln(c.Out, text(lang, [2]string{"资源配置与学校指标均已达标，无需整改", "Nothing has to be done"}))
		}
		return
	}
	fmt.Fprintf(c.Out, text(lang, [2]string{"%s %d  %d 步  共 %s 万元  之后：%s  仍待办：%s\n", "%s %d  %d steps  %s × 10,000 yuan  then: %s  remaining: %s\n"}),
		county.Region.Name, county.Year, len(plan.Steps), plan.Cost, word(lang, plan.After.Verdict), strings.Join(plan.Remaining, " "))
	t := newTable(c.Out, text(lang, [2]string{"步", "Step"}), text(lang, [2]string{"学校", "School"}), text(lang, [2]string{"自", "From"}), text(lang, [2]string{"学段", "Stage"}),
		text(lang, [2]string{"指标", "Indicator"}), text(lang, [2]string{"数量", "Amount"}), text(lang, [2]string{"万元", "Cost"}),
		text(lang, [2]string{"通过单元", "Passing"}), text(lang, [2]string{"系数达标", "Within"}))
	t.SetColumnConfigs(right(1, 6, 7, 8, 9))
	for i, s := range plan.Steps {
		t.AppendRow([]any{i + 1, names[s.School], names[s.From], word(lang, s.Stage), s.Indicator, s.Amount, s.Cost, s.Passing, fmt.Sprintf("%d/14", s.Within)})
	}
	t.Render()
}

var blockerWords = map[indicator.BlockerKind][2]string{
	indicator.BlockedByData: {"数据缺失，无法计算", "a value cannot be computed"}, indicator.BlockedByLimit: {"超出可增加的上限", "more than the school may gain"},
	indicator.BlockedByPeople: {"可培养的教师不足", "too few teachers who could qualify"}, indicator.BlockedByBalance: {"差异系数降不到限值", "the coefficient stays above its limit"},
	indicator.BlockedByBudget: {"超出预算", "over budget"},
}
