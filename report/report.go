package report

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/report/docx"
)

// ErrClaimsAll is what every ClaimsAll is.
var ErrClaimsAll = errors.New("the report must not say that all is reached")

// ClaimsAll is returned when a paragraph of the bureau says that all is reached while the evaluation does not.
type ClaimsAll struct {
	Claim string // as it is written
	Place string // title of the paragraphs
	Tally string // what the evaluation comes to
}

func (c *ClaimsAll) Error() string {
	return fmt.Sprintf("%v: %q in the paragraph %q (%s)", ErrClaimsAll, c.Claim, c.Place, c.Tally)
}

// Unwrap makes it an ErrClaimsAll.
func (*ClaimsAll) Unwrap() error { return ErrClaimsAll }

// paper is the report while it is written.
type paper struct {
	*docx.Document
	papers *Papers
	gaps   gaps
	tables int // so far
	charts int // so far
}

// WriteReport writes the self-evaluation report in four parts: basics, the four areas, what was done, what comes next.
// Numbers carry footnotes that name indicator, edition, formula and inputs. Paragraphs the bureau wrote are taken from
// Papers.Kept. It returns what is left to write and a *ClaimsAll when such a paragraph claims more than the evaluation gives.
func WriteReport(w io.Writer, p Papers) ([]Gap, error) {
	if err := p.checkClaims(); err != nil {
		return nil, err
	}
	title := p.Evaluation.Region.Name + "义务教育优质均衡发展自评报告"
	d := &paper{Document: docx.New(title, p.head()), papers: &p}
	d.Paragraph(docx.Title, docx.Plain(title))
	d.Paragraph(docx.Subtitle, docx.Plain(fmt.Sprintf("（%d—%d 学年度　%s）", p.Evaluation.Year, p.Evaluation.Year+1, p.Edition.Name.Zh)))
	if p.Note != "" {
		d.Paragraph(docx.Subtitle, docx.Strong(p.Note))
	}
	d.basics()
	d.evaluation()
	d.measures()
	d.next()
	return written(w, d.Write, &d.gaps)
}

// allClaims are ways to say that everything is reached.
var allClaims = [...]string{
	"全部达标", "全部达到", "全部合格", "全部通过", "均已达标", "均达标", "均达到", "全面达标", "全达标", "百分之百达标", "100%达标", "各项指标达标", "所有指标达标",
}

// checkClaims refuses kept paragraphs that say that all is reached when something is not.
func (p *Papers) checkClaims() error {
	if p.Evaluation.Verdict == indicator.Pass {
		return nil
	}
	for _, s := range slots {
		for _, text := range p.Kept[s.tag] {
			plain := strings.ReplaceAll(text, " ", "")
			for _, claim := range allClaims {
				if strings.Contains(plain, claim) {
					return &ClaimsAll{claim, s.title, p.tally()}
				}
			}
		}
	}
	return nil
}

// slot is a place where the bureau writes.
type slot struct{ tag, title, invitation string }

// The slots of the report. Their tags are kept in documents, so they never change.
var slots = [...]slot{
	{"basics", "县情概况", "请补充：区位、人口、经济与教育布局概况。"},
	{"funding", "经费投入做法", "请补充：经费投入的做法与成效。"},
	{"teachers", "教师队伍做法", "请补充：教师配备、培训与交流轮岗的做法与成效。"},
	{"admission", "招生与控辍保学做法", "请补充：招生入学、随迁子女、控辍保学的做法与成效。"},
	{"quality", "教育质量做法", "请补充：课程、德育、减负与特色荣誉。"},
	{"next", "下一步工作", "请补充：针对上述问题的整改措施、责任部门与完成时限。"},
}

func (d *paper) slot(tag string) {
	for _, s := range slots {
		if s.tag != tag {
			continue
		}
		kept := d.papers.Kept[tag]
		if len(kept) == 0 {
			d.gaps.add("自评报告", s.title, writtenByHand)
		}
		d.Slot(s.tag, s.title, s.invitation, kept)
	}
}

// tally counts the indicators by what they came to.
func (p *Papers) tally() string {
	var met, unmet, pending int
	for _, a := range p.Evaluation.Areas {
		met, unmet, pending = met+a.MetCount, unmet+a.UnmetCount, pending+a.PendingCount
	}
	said := fmt.Sprintf("共 %d 项指标，达标 %d 项", len(p.Evaluation.Results), met)
	if unmet > 0 {
		said += fmt.Sprintf("，未达标 %d 项", unmet)
	}
	if pending > 0 {
		said += fmt.Sprintf("，待核 %d 项", pending)
	}
	return said
}

// conclusion says what the county comes to, and that all is reached only when it is.
func (p *Papers) conclusion() string {
	switch p.Evaluation.Verdict {
	case indicator.Pass:
		return p.tally() + "，且无一票否决情形，自评结论为达标。"
	case indicator.Fail:
		return p.tally() + p.vetoed() + "，自评结论为未达标。"
	}
	return p.tally() + "，部分事项尚待核实，暂不能作出达标结论。"
}

func (p *Papers) vetoed() string {
	n := 0
	for _, v := range p.Evaluation.Vetoes {
		if v.Answer != nil && *v.Answer {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("，存在 %d 项一票否决情形", n)
}

// table adds a table with its number and caption.
func (d *paper) table(caption string, columns []docx.Column, rows [][]docx.Cell) {
	d.tables++
	d.Paragraph(docx.Caption, docx.Plain(fmt.Sprintf("表 %d　%s", d.tables, caption)))
	d.Table(columns, rows)
}

// text is a table cell of text, or of a dash where there is none.
func text(s string) docx.Cell {
	if s == "" {
		s = "—"
	}
	return docx.Text(s)
}

func whole(n int) docx.Cell { return docx.Text(strconv.Itoa(n)) }
