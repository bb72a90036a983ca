package claims_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/report/claims"
	"github.com/junheng/junheng/report/docx"
)

// spoil changes a number as hands do: another digit, one more, two digits in the wrong order, a lost digit, a point that moved.
// Each way gives a number of another value.
func spoil(number string) []string {
	var all []string
	add := func(s string) {
		if value(s) != value(number) && value(s) != "" {
			all = append(all, s)
		}
	}
	last := strings.LastIndexAny(number, "0123456789")
	first := strings.IndexAny(number, "0123456789")
	if last < 0 {
		return nil
	}
	add(number[:last] + string('0'+(number[last]-'0'+3)%10) + number[last+1:])
	add(number[:first] + string('1'+(number[first]-'0'+1)%9) + number[first+1:])
	if last > 0 && number[last-1] >= '0' && number[last-1] <= '9' {
		add(number[:last-1] + number[last:last+1] + number[last-1:last] + number[last+1:])
		if !strings.Contains(number, ".") { // a fraction that is a digit shorter may be rounded
			add(number[:last] + number[last+1:])
		}
	}
	add(number + "0")
	return all
}

// value is a number without what does not change it.
func value(s string) string {
	s = strings.ReplaceAll(s, ",", "")
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return strings.TrimLeft(s, "0")
}

// plant is a wrong number in the place of a true one.
type plant struct {
	claim claims.Claim
	wrong string
}

// TestPlantedErrors changes every true number of the county's own reports in every way of spoil: one number of each paragraph
// at a time, in all paragraphs at once. All of them must be found, and no other number may be flagged because of them.
func TestPlantedErrors(t *testing.T) {
	planted, missed, others := 0, 0, 0
	for _, year := range demo.Years {
		src, p := source(t, year)
		facts := claims.NewFacts(src)
		paragraphs := ownReport(t, p)
		for _, round := range rounds(check(t, paragraphs, facts).Claims, paragraphs) {
			spoiled := append([]docx.Paragraph{}, paragraphs...)
			for i, x := range round {
				text := []rune(paragraphs[i].Text)
				spoiled[i].Text = string(text[:x.claim.Start]) + x.wrong + string(text[x.claim.Start+len(x.claim.Number):])
			}
			planted += len(round)
			found := 0
			for _, k := range check(t, spoiled, facts).Claims {
				x, isHere := round[k.Paragraph]
				isHere = isHere && x.claim.Start == k.Start
				switch {
				case isHere && k.Verdict == claims.Differs:
					found++
				case isHere:
					t.Errorf("%d: %s for %s is missed: %s", year, x.wrong, x.claim.Number, say(k))
				case k.Verdict == claims.Differs:
					others++
					t.Errorf("%d: a true number is flagged: %s", year, say(k))
				}
			}
			missed += len(round) - found
		}
	}
	t.Logf("%d errors planted, %d missed; %d true numbers flagged because of them", planted, missed, others)
	if planted < 2000 || missed > 0 {
		t.Errorf("%d errors planted, %d missed", planted, missed)
	}
}

// rounds deals out the errors, at most one a paragraph.
func rounds(all []claims.Claim, paragraphs []docx.Paragraph) []map[int]plant {
	var list []map[int]plant
	count := map[int]int{}
	for _, c := range all {
		if c.Number == "" || c.Number[0] > '9' { // a level in Roman numerals
			continue
		}
		text := []rune(paragraphs[c.Paragraph].Text)
		for _, wrong := range spoil(string(text[c.Start : c.Start+len(c.Number)])) {
			n := count[c.Paragraph]
			if count[c.Paragraph]++; n == len(list) {
				list = append(list, map[int]plant{})
			}
			list[n][c.Paragraph] = plant{c, wrong}
		}
	}
	return list
}

// TestPlantedErrorsInTheTextsOfOthers does the same to the numbers in braces of the true texts.
func TestPlantedErrorsInTheTextsOfOthers(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	planted, found := 0, 0
	for _, path := range paths {
		year, text := trueText(t, path)
		src, _ := source(t, year)
		facts := claims.NewFacts(src)
		for _, at := range braced.FindAllStringIndex(text, -1) {
			number := text[at[0]+1 : at[1]-1]
			if number[0] > '9' { // 汉字, full-width digits
				continue
			}
			for _, wrong := range spoil(number)[:1] {
				planted++
				spoiled := text[:at[0]] + "\x00" + wrong + text[at[1]:]
				spoiled = braced.ReplaceAllString(spoiled, "$1")
				r := check(t, claims.Split(strings.Replace(spoiled, "\x00", "", 1)), facts)
				isFound := false
				for _, k := range r.Claims {
					isFound = isFound || k.Verdict == claims.Differs && k.Number == strings.ReplaceAll(wrong, ",", "")
				}
				if isFound {
					found++
					continue
				}
				for _, k := range r.Claims {
					if k.Number == strings.ReplaceAll(wrong, ",", "") {
						t.Logf("%s: %s for %s is missed: %s", filepath.Base(path), wrong, number, say(k))
					}
				}
			}
		}
	}
	t.Logf("%d errors planted, %d found", planted, found)
	if 10*found < 9*planted {
		t.Errorf("%d errors planted, only %d found", planted, found)
	}
}
