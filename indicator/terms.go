// Package indicator is the engine: it judges a county's schools by an edition of the national rules.
// It is pure: facts in, results out; no database, no clock, no files but the editions embedded in it.
package indicator

// Stage is a stage of schooling 学段. Only PRIMARY and JUNIOR are assessed; SENIOR appears on teachers of combined schools.
type Stage string

// The stages.
const (
	Primary Stage = "PRIMARY" // 小学, grades 1-6
	Junior  Stage = "JUNIOR"  // 初中, grades 7-9
	Senior  Stage = "SENIOR"  // 高中, outside compulsory education
)

// Stages are the assessed stages in their order.
var Stages = [2]Stage{Primary, Junior}

func (s Stage) index() int {
	if s == Junior {
		return 1
	}
	return 0
}

// SchoolKind is the kind of school 办学类型 of the statistics.
type SchoolKind string

// The kinds of school.
const (
	KindPrimary           SchoolKind = "PRIMARY"            // 小学
	KindJunior            SchoolKind = "JUNIOR"             // 初级中学
	KindNineYear          SchoolKind = "NINE_YEAR"          // 九年一贯制学校
	KindTwelveYear        SchoolKind = "TWELVE_YEAR"        // 十二年一贯制学校
	KindCompleteSecondary SchoolKind = "COMPLETE_SECONDARY" // 完全中学
	KindTeachingPoint     SchoolKind = "TEACHING_POINT"     // 教学点
	KindSpecial           SchoolKind = "SPECIAL"            // 特殊教育学校
	KindVocational        SchoolKind = "VOCATIONAL"         // 职业学校
)

// Stages are the compulsory stages that a school of this kind teaches; none for kinds that are not assessed.
func (k SchoolKind) Stages() []Stage {
	switch k {
	case KindPrimary, KindTeachingPoint:
		return Stages[:1]
	case KindJunior, KindCompleteSecondary:
		return Stages[1:]
	case KindNineYear, KindTwelveYear:
		return Stages[:]
	}
	return nil
}

// HasSenior tells whether schools of this kind also teach senior grades, whose share is discarded.
func (k SchoolKind) HasSenior() bool { return k == KindTwelveYear || k == KindCompleteSecondary }

// Locale is the locale 城乡类型 of the statistics.
type Locale string

// The locales.
const (
	Urban Locale = "URBAN" // 城区
	Town  Locale = "TOWN"  // 镇区
	Rural Locale = "RURAL" // 乡村
)

// Ownership tells public from private schools; it follows from the organizer code.
type Ownership string

// The ownerships.
const (
	Public  Ownership = "PUBLIC"  // 公办
	Private Ownership = "PRIVATE" // 民办
)

// OrganizerPrivate is the organizer code 举办者类型 of private schools.
const OrganizerPrivate = 10

// Degree is the highest degree 最高学历 of a teacher.
type Degree string

// The degrees in rising order.
const (
	UpperSecondaryOrBelow Degree = "UPPER_SECONDARY_OR_BELOW" // 高中及以下
	JuniorCollege         Degree = "JUNIOR_COLLEGE"           // 专科
	Bachelor              Degree = "BACHELOR"                 // 本科
	Master                Degree = "MASTER"                   // 硕士
	Doctor                Degree = "DOCTOR"                   // 博士
)

// BackboneLevel is the level 骨干级别 at which a teacher is recognised as backbone; R2 counts COUNTY and above.
type BackboneLevel string

// The backbone levels in rising order.
const (
	BackboneNone     BackboneLevel = "NONE"     // 无
	BackboneSchool   BackboneLevel = "SCHOOL"   // 校级
	BackboneCounty   BackboneLevel = "COUNTY"   // 县级
	BackboneCity     BackboneLevel = "CITY"     // 市级
	BackboneProvince BackboneLevel = "PROVINCE" // 省级
	BackboneNation   BackboneLevel = "NATION"   // 国家级
)

// Area is one of the four areas 方面 that indicators belong to.
type Area string

// The areas in their order.
const (
	Resources   Area = "RESOURCES"   // 资源配置, R
	Government  Area = "GOVERNMENT"  // 政府保障程度, G
	Quality     Area = "QUALITY"     // 教育质量, Q
	Recognition Area = "RECOGNITION" // 社会认可度, S
)

// Areas are the four areas in their order.
var Areas = [4]Area{Resources, Government, Quality, Recognition}

// Status is what a single result comes to.
type Status string

// The statuses. A claim, figure or verdict that is missing is Pending: never met and never unmet.
const (
	Met           Status = "MET"
	Near          Status = "NEAR" // unmet, but at 85 % of the threshold or more; R indicators of units only
	Unmet         Status = "UNMET"
	Pending       Status = "PENDING"
	NotComputable Status = "NOT_COMPUTABLE" // an input is missing or a divisor is zero
	NotApplicable Status = "NOT_APPLICABLE" // nothing to judge; counts as met
)

// Verdict is what a unit, an area or a county comes to.
type Verdict string

// The verdicts.
const (
	Pass       Verdict = "PASS"
	Fail       Verdict = "FAIL"
	Incomplete Verdict = "INCOMPLETE"
)

// Kind tells how an indicator is established.
type Kind string

// The kinds of indicator.
const (
	Computed Kind = "COMPUTED" // from figures
	Attested Kind = "ATTESTED" // claimed with documents
	Mixed    Kind = "MIXED"    // met when its computed part and its attestation both are
	Supplied Kind = "SUPPLIED" // handed in by the national monitoring
)

// Level tells what an indicator is established for.
type Level string

// The levels.
const (
	LevelUnit   Level = "UNIT"
	LevelSchool Level = "SCHOOL"
	LevelCounty Level = "COUNTY"
)
