package main

import (
	"context"
	"encoding/json"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

type evaluateCommand struct {
	langFlag
	File    string `arg:"" help:"County workbook (.xlsx)." type:"path"`
	Edition string `help:"Edition of the rules. Default: the province's, else the national one." placeholder:"CODE"`
	Year    int    `help:"School year by its 1 September. Default: the latest in the file." placeholder:"YEAR"`
	Region  string `help:"County code. Default: the only county in the file." placeholder:"CODE"`
	JSON    bool   `name:"json" help:"Print one JSON object; values are unrounded, null where not computable."`
}

func (k *evaluateCommand) Run(ctx context.Context, c *console) error {
	lang := k.of(c)
	book, report, err := readBook(ctx, c, k.File, lang, k.JSON)
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
	ev := edition.Evaluate(&county)
	if k.JSON {
		enc := json.NewEncoder(c.Out)
		enc.SetEscapeHTML(false)
		return enc.Encode(evaluationForm(&ev, report, lang))
	}
	printEvaluation(c.Out, edition, &county, &ev, report, lang)
	return nil
}

// The JSON form of an evaluation. Enum names are those of the GraphQL contract.
type evaluationJSON struct {
	Region     regionJSON      `json:"region"`
	Year       int             `json:"year"`
	Edition    string          `json:"edition"`
	Verdict    string          `json:"verdict"`
	Areas      []areaJSON      `json:"areas"`
	Indicators []indicatorJSON `json:"indicators"`
	Balances   []balanceJSON   `json:"balances"`
	Units      []unitJSON      `json:"units"`
	Vetoes     []vetoJSON      `json:"vetoes"`
	Excluded   []excludedJSON  `json:"excluded"`
	Warnings   []any           `json:"warnings"`
}

type regionJSON struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

type areaJSON struct {
	Area    string `json:"area"`
	Total   int    `json:"total"`
	Met     int    `json:"met"`
	Unmet   int    `json:"unmet"`
	Pending int    `json:"pending"`
	Verdict string `json:"verdict"`
}

type indicatorJSON struct {
	Code    string  `json:"code"`
	Status  string  `json:"status"`
	Display *string `json:"display"`
}

type balanceJSON struct {
	Indicator         string   `json:"indicator"`
	Stage             string   `json:"stage"`
	UnitCount         int      `json:"unitCount"`
	Students          int      `json:"students"`
	Mean              *float64 `json:"mean"`
	StandardDeviation *float64 `json:"standardDeviation"`
	Coefficient       *float64 `json:"coefficient"`
	Display           *string  `json:"display"`
	Limit             float64  `json:"limit"`
	Status            string   `json:"status"`
	IsBorderline      bool     `json:"isBorderline"`
}

type unitJSON struct {
	School      string       `json:"school"`
	Stage       string       `json:"stage"`
	Students    int          `json:"students"`
	Verdict     string       `json:"verdict"`
	MetCount    int          `json:"metCount"`
	Relaxations []string     `json:"relaxations"`
	Results     []resultJSON `json:"results"`
}

type resultJSON struct {
	Indicator string   `json:"indicator"`
	Value     *float64 `json:"value"`
	Display   *string  `json:"display"`
	Status    string   `json:"status"`
}

type vetoJSON struct {
	Code   string `json:"code"`
	Answer *bool  `json:"answer"`
}

type excludedJSON struct {
	School string `json:"school"`
	Reason string `json:"reason"`
}

func evaluationForm(ev *indicator.Evaluation, report workbook.Report, lang string) evaluationJSON {
	form := evaluationJSON{
		Region: regionJSON{ev.Region.Code, ev.Region.Name}, Year: ev.Year, Edition: ev.Edition, Verdict: string(ev.Verdict),
		Units: []unitJSON{}, Excluded: []excludedJSON{}, Warnings: []any{},
	}
	for _, a := range ev.Areas {
		form.Areas = append(form.Areas, areaJSON{string(a.Area), a.Total, a.MetCount, a.UnmetCount, a.PendingCount, string(a.Verdict)})
	}
	for _, r := range ev.Results {
		form.Indicators = append(form.Indicators, indicatorJSON{r.Code, string(r.Status), orNull(r.Display)})
	}
	for _, b := range ev.Balances {
		form.Balances = append(form.Balances, balanceJSON{
			indicator.ResourceCodes[b.Indicator], string(b.Stage), b.UnitCount, b.Students, b.Mean, b.StandardDeviation,
			b.Coefficient, orNull(b.Display), b.Limit.Float(), string(b.Status), b.IsBorderline,
		})
	}
	for _, s := range ev.Schools {
		if s.Excluded != "" {
			form.Excluded = append(form.Excluded, excludedJSON{s.School, string(s.Excluded)})
		}
		for _, u := range s.Units {
			form.Units = append(form.Units, unitForm(s.School, u))
		}
	}
	for _, v := range ev.Vetoes {
		form.Vetoes = append(form.Vetoes, vetoJSON{v.Code, v.Answer})
	}
	for _, w := range ev.Warnings {
		form.Warnings = append(form.Warnings, w)
	}
	for _, i := range report.Warnings {
		form.Warnings = append(form.Warnings, lineOf(i, "warning", lang))
	}
	return form
}

func unitForm(school string, u indicator.Unit) unitJSON {
	form := unitJSON{school, string(u.Stage), u.Students, string(u.Verdict), u.MetCount, append([]string{}, u.Relaxations...), nil}
	for i, r := range u.Results {
		res := resultJSON{Indicator: indicator.ResourceCodes[i], Status: string(r.Status)}
		if r.Value.Den != 0 {
			value := r.Value.Float()
			res.Value, res.Display = &value, orNull(r.Value.Display(2))
		}
		form.Results = append(form.Results, res)
	}
	return form
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
