package app_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// oddCounty is a county of eight primary schools with two years of money, areas and pupils, in which nothing is odd.
func (w *world) oddCounty(region string) {
	w.t.Helper()
	for i := range 8 {
		_, err := w.CreateSchool(w.ctx(), w.op, indicator.School{
			Code: code(region, i), Name: fmt.Sprintf("第%d小学", i), RegionCode: region, Kind: indicator.KindPrimary, Organizer: 3, Locale: indicator.Urban,
		})
		w.must(err)
		for _, year := range []int{theYear - 1, theYear} {
			pupils := 500 + 37*i + 11*(year-theYear)
			w.types(code(region, i), year, map[string]any{
				"studentsPrimary": pupils, "classesPrimary": 13 + i, "teachersPrimary": 31 + 2*i, "certifiedTeachers": 31 + 2*i,
				"equipmentValue":   indicator.Decimal(pupils) * 2_513, // 0.2513 a pupil
				"operatingBudget":  indicator.Decimal(pupils) * 741,
				"teachingArea":     indicator.Decimal(2_713+211*i) * indicator.DecimalScale,
				"sportsGroundArea": indicator.Decimal(3_927+307*i) * indicator.DecimalScale,
			})
		}
	}
}

func (w *world) types(school string, year int, values map[string]any) {
	w.t.Helper()
	_, err := w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: school, Year: year, Values: values})
	w.must(err)
}

// oddities lists what is odd as the viewer sees it: kind, school, first key and state, and expired reviews.
func (w *world) oddities(v auth.Viewer) string {
	w.t.Helper()
	found, err := w.Oddities(w.ctx(), v, county, theYear)
	w.must(err)
	var list []string
	for _, o := range found.Oddities {
		text := fmt.Sprintf("%s %s %s %s", o.Kind, o.School, o.Keys[0], o.State())
		if o.Expired != nil {
			text += " after " + o.Expired.Reason
		}
		list = append(list, text)
	}
	for _, r := range found.Expired {
		list = append(list, "expired "+r.SchoolCode+" "+r.Reason)
	}
	return strings.Join(list, "; ")
}

func TestOddityReviews(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.oddCounty(county)
		w.schools(other, 1)
		bureau, inspector := w.account("bureau", models.Bureau, county, nil), w.account("inspector", models.Inspector, county, nil)
		school, second := code(county, 2), code(county, 5)
		clerk, stranger := w.account("clerk", models.Clerk, county, &school), w.account("stranger", models.Bureau, other, nil)
		check := func(name string, v auth.Viewer, want string) {
			t.Helper()
			if got := w.oddities(v); got != want {
				t.Errorf("%s:\n got %s\nwant %s", name, got, want)
			}
		}
		refused := func(name string, err error, code string) {
			t.Helper()
			if problems, ok := app.Problems(err); !ok || problems[0].Code != code {
				t.Errorf("%s: got %v, want %s", name, err, code)
			}
		}
		check("nothing is odd at first", bureau, "")

		w.types(school, theYear, map[string]any{"equipmentValue": indicator.Decimal(1_442_462_0000)}) // yuan
		w.types(second, theYear, map[string]any{"teachingArea": indicator.Decimal(7_368_0000)})       // 3,768 the year before
		first := "UNIT_SLIP " + school + " equipmentValue"
		other := "DIGITS_TRANSPOSED " + second + " teachingArea OPEN"
		check("two slips", bureau, first+" OPEN; "+other)
		check("an inspector sees both", inspector, first+" OPEN; "+other)
		check("a school sees its own", clerk, first+" OPEN")
		check("another county sees none", stranger, "")

		found, err := w.Oddities(w.ctx(), bureau, county, theYear)
		w.must(err)
		print, foreign := found.Oddities[0].Fingerprint, found.Oddities[1].Fingerprint
		review := func(v auth.Viewer, reason string) error {
			_, err := w.ReviewOddity(w.ctx(), v, app.ReviewOddity{SchoolCode: school, Year: theYear, Fingerprint: print, Reason: reason})
			return err
		}
		refused("no reason", review(bureau, "  "), "TEXT_REQUIRED")
		refused("a reason that is not seen", review(bureau, "\u200b\u2060"), "TEXT_REQUIRED")
		refused("a long reason", review(bureau, strings.Repeat("长", 501)), "TEXT_TOO_LONG")
		refused("another county's bureau", review(stranger, "x"), "UNKNOWN_SCHOOL")
		if err := review(inspector, "x"); !errors.Is(err, auth.ErrForbidden) {
			t.Errorf("an inspector: got %v", err)
		}
		_, err = w.ReviewOddity(w.ctx(), clerk, app.ReviewOddity{SchoolCode: second, Year: theYear, Fingerprint: foreign, Reason: "x"})
		refused("another school's clerk", err, "UNKNOWN_SCHOOL")
		_, err = w.ReviewOddity(w.ctx(), bureau, app.ReviewOddity{SchoolCode: school, Year: theYear, Fingerprint: foreign, Reason: "x"})
		refused("another school's fingerprint", err, "UNKNOWN_ODDITY")
		refused("nothing to take back", w.WithdrawOddityReview(w.ctx(), bureau, school, theYear, print), "UNKNOWN_REVIEW")

		w.must(review(clerk, " 捐赠设备 "))
		check("the school explained", bureau, first+" EXPLAINED; "+other)
		w.must(w.WithdrawOddityReview(w.ctx(), clerk, school, theYear, print))
		w.must(review(clerk, "捐赠设备"))
		w.must(review(bureau, "已看入账凭证"))
		check("the bureau settled", clerk, first+" REVIEWED")
		refused("the school again", review(clerk, "x"), "REVIEWED_BY_BUREAU")
		refused("the school takes back", w.WithdrawOddityReview(w.ctx(), clerk, school, theYear, print), "REVIEWED_BY_BUREAU")

		w.types(code(county, 0), theYear, map[string]any{"equipmentValue": indicator.Decimal(200_0000), "studentsPrimary": 530})
		check("other schools change", clerk, first+" REVIEWED")
		w.types(school, theYear, map[string]any{"equipmentValue": indicator.Decimal(1_442_463_0000)})
		check("the figure changes and stays odd", clerk, first+" OPEN after 已看入账凭证; expired "+school+" 已看入账凭证")
		w.types(school, theYear, map[string]any{"equipmentValue": indicator.Decimal(144_2462)})
		check("the figure is mended", clerk, "expired "+school+" 已看入账凭证")
		w.must(w.WithdrawOddityReview(w.ctx(), bureau, school, theYear, print))
		check("the bureau clears up", bureau, other)

		lines, err := w.Store().For(bureau).AuditLines(w.ctx(), 100)
		w.must(err)
		actions := map[string]int{}
		for _, l := range lines {
			actions[l.Action]++
		}
		if actions["reviewOddity"] != 3 || actions["withdrawOddityReview"] != 2 {
			t.Errorf("audit lines: %v", actions)
		}
	})
}
