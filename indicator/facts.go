package indicator

// School is what is known of a school apart from its yearly figures.
type School struct {
	Code        string // 学校标识码, 10 digits, nationally unique
	Name        string
	RegionCode  string // 行政区划代码 of the county, 6 digits, GB/T 2260
	Kind        SchoolKind
	Organizer   int // 举办者类型, 1-10; 10 is private
	Locale      Locale
	IsBoarding  bool
	BuiltYear   *int   // year planned and built
	InDenseCore bool   // in the overcrowded core of a large city
	Group       string // 教育集团; empty for none
	Address     string
	Longitude   *Decimal // degrees, WGS 84
	Latitude    *Decimal // degrees, WGS 84
	FirstYear   *int     // first school year, by its 1 September; nil for open since ever
	LastYear    *int     // last school year, included; nil for open without end
}

// IsOpenIn tells whether the school exists in a school year. In a year in which it does not, it reports nothing and counts for
// nothing.
func (s School) IsOpenIn(year int) bool {
	return (s.FirstYear == nil || *s.FirstYear <= year) && (s.LastYear == nil || year <= *s.LastYear)
}

// YearsOpen are the school years in which the school is open, as people read them in every language: 2019–2023, with … where
// there is no bound.
func (s School) YearsOpen() string {
	from, to := "…", "…"
	if s.FirstYear != nil {
		from = itoa(*s.FirstYear)
	}
	if s.LastYear != nil {
		to = itoa(*s.LastYear)
	}
	return from + "–" + to
}

// Ownership follows from the organizer code.
func (s School) Ownership() Ownership {
	if s.Organizer == OrganizerPrivate {
		return Private
	}
	return Public
}

// Figures are the numbers a school reported for one year, as of 1 September, money by calendar year.
// Nil is "not reported", which is never zero. Field names are the keys of the data dictionary.
type Figures struct {
	StudentsPrimary               *int     // person; pupils on the roll, primary stage
	StudentsJunior                *int     // person; pupils on the roll, junior stage
	StudentsSenior                *int     // person; senior pupils (for the split only)
	MigrantStudents               *int     // person; children of migrant workers, grades 1-9
	CatchmentStudentsPrimary      *int     // person; pupils living in the catchment, primary stage
	CatchmentStudentsJunior       *int     // person; pupils living in the catchment, junior stage
	ClassesPrimary                *int     // class; classes, primary stage
	ClassesJunior                 *int     // class; classes, junior stage
	ClassesUpTo25Primary          *int     // class; classes of the size band 25人及以下, primary stage
	ClassesUpTo25Junior           *int     // class; classes of the size band 25人及以下, junior stage
	Classes26To30Primary          *int     // class; classes of the size band 26-30人, primary stage
	Classes26To30Junior           *int     // class; classes of the size band 26-30人, junior stage
	Classes31To35Primary          *int     // class; classes of the size band 31-35人, primary stage
	Classes31To35Junior           *int     // class; classes of the size band 31-35人, junior stage
	Classes36To40Primary          *int     // class; classes of the size band 36-40人, primary stage
	Classes36To40Junior           *int     // class; classes of the size band 36-40人, junior stage
	Classes41To45Primary          *int     // class; classes of the size band 41-45人, primary stage
	Classes41To45Junior           *int     // class; classes of the size band 41-45人, junior stage
	Classes46To50Primary          *int     // class; classes of the size band 46-50人, primary stage
	Classes46To50Junior           *int     // class; classes of the size band 46-50人, junior stage
	Classes51To55Primary          *int     // class; classes of the size band 51-55人, primary stage
	Classes51To55Junior           *int     // class; classes of the size band 51-55人, junior stage
	Classes56To60Primary          *int     // class; classes of the size band 56-60人, primary stage
	Classes56To60Junior           *int     // class; classes of the size band 56-60人, junior stage
	Classes61To65Primary          *int     // class; classes of the size band 61-65人, primary stage
	Classes61To65Junior           *int     // class; classes of the size band 61-65人, junior stage
	ClassesFrom66Primary          *int     // class; classes of the size band 66人及以上, primary stage
	ClassesFrom66Junior           *int     // class; classes of the size band 66人及以上, junior stage
	TeachersPrimary               *int     // person; full-time teachers, primary stage
	TeachersJunior                *int     // person; full-time teachers, junior stage
	JuniorCollegeTeachersPrimary  *int     // person; full-time teachers with 3-year college as highest degree, primary stage
	JuniorCollegeTeachersJunior   *int     // person; full-time teachers with 3-year college as highest degree, junior stage
	BachelorTeachersPrimary       *int     // person; full-time teachers with bachelor as highest degree, primary stage
	BachelorTeachersJunior        *int     // person; full-time teachers with bachelor as highest degree, junior stage
	MasterTeachersPrimary         *int     // person; full-time teachers with master as highest degree, primary stage
	MasterTeachersJunior          *int     // person; full-time teachers with master as highest degree, junior stage
	DoctorTeachersPrimary         *int     // person; full-time teachers with doctor as highest degree, primary stage
	DoctorTeachersJunior          *int     // person; full-time teachers with doctor as highest degree, junior stage
	BackbonePrimary               *int     // person; backbone teachers of county level or above, primary stage
	BackboneJunior                *int     // person; backbone teachers of county level or above, junior stage
	PeTeachersPrimary             *int     // person; full-time PE teachers, primary stage
	PeTeachersJunior              *int     // person; full-time PE teachers, junior stage
	MusicTeachersPrimary          *int     // person; full-time music teachers, primary stage
	MusicTeachersJunior           *int     // person; full-time music teachers, junior stage
	ArtTeachersPrimary            *int     // person; full-time fine art teachers, primary stage
	ArtTeachersJunior             *int     // person; full-time fine art teachers, junior stage
	ArtsTeachersPrimary           *int     // person; full-time arts teachers, primary stage
	ArtsTeachersJunior            *int     // person; full-time arts teachers, junior stage
	VisitingPeArtsTeachersPrimary *int     // person; visiting or part-time PE and arts teachers, primary stage
	VisitingPeArtsTeachersJunior  *int     // person; visiting or part-time PE and arts teachers, junior stage
	CertifiedTeachers             *int     // person; full-time teachers with a teaching certificate
	TrainedTeachers               *int     // person; teachers with 360 training hours in five years
	TeachingArea                  *Decimal // m²; teaching and auxiliary floor area, indoor sports included
	IndoorSportsArea              *Decimal // m²; indoor sports floor area
	SportsGroundArea              *Decimal // m²; outdoor sports ground
	OtherSportsArea               *Decimal // m²; converted sports space on campus
	LeasedSportsArea              *Decimal // m²; leased venue off campus
	EquipmentValue                *Decimal // 10,000 yuan; teaching equipment, book value
	MultimediaRooms               *int     // room; networked multimedia classrooms
	MusicRoomsFrom96              *int     // room; music rooms, floor area 96平方米及以上; lower bound included
	MusicRoomsFrom73              *int     // room; music rooms, floor area 73-96平方米; lower bound included
	MusicRoomsFrom61              *int     // room; music rooms, floor area 61-73平方米; lower bound included
	MusicRoomsFrom54              *int     // room; music rooms, floor area 54-61平方米; lower bound included
	ArtRoomsFrom90                *int     // room; art rooms, floor area 90平方米及以上; lower bound included
	ArtRoomsFrom67                *int     // room; art rooms, floor area 67-90平方米; lower bound included
	ArtRoomsFrom61                *int     // room; art rooms, floor area 61-67平方米; lower bound included
	ArtRoomsFrom54                *int     // room; art rooms, floor area 54-61平方米; lower bound included
	OperatingBudget               *Decimal // 10,000 yuan; operating budget of the fiscal year
	OperatingFinal                *Decimal // 10,000 yuan; operating expenditure, final account
	TrainingBudget                *Decimal // 10,000 yuan; teacher training budget
	Boarders                      *int     // person; boarders
	Graduates                     *int     // person; junior graduates
	Entrants                      *int     // person; grade-7 pupils three years before
	TransferredIn                 *int     // person; transferred in over three years
	TransferredOut                *int     // person; transferred out over three years
	Deaths                        *int     // person; deaths over three years
}

// CountyFigures are the numbers a county reported for one year. Nil is "not reported".
type CountyFigures struct {
	Residents            *int     // person; resident population
	SpecialEdOperating   *Decimal // 10,000 yuan; special schools: operating funds
	SpecialEdStudents    *int     // person; special schools: pupils
	TeacherPay           *Decimal // yuan; teachers: average yearly pay, public schools
	CivilServantPay      *Decimal // yuan; civil servants: average yearly pay
	RotationEligible     *int     // person; teachers eligible for rotation
	Rotated              *int     // person; teachers rotated last year
	RotatedBackbone      *int     // person; backbone teachers among them
	SeniorQuota          *int     // person; places of key senior schools
	SeniorAllocated      *int     // person; places allocated to junior schools
	SeniorAllocatedRural *int     // person; of these to rural junior schools
	MigrantEligible      *int     // person; eligible children of migrant workers
	MigrantPublic        *int     // person; of these in public schools
	MigrantPurchased     *int     // person; of these in private places bought by the government
	DisabledChildren     *int     // person; disabled children of school age
	DisabledEnrolled     *int     // person; of these enrolled
	SurveyIssued         *int     // piece; questionnaires issued
	SurveyValid          *int     // piece; valid questionnaires
	SurveySatisfied      *int     // piece; satisfied
	Visited              *int     // person; people asked on site
	VisitedSatisfied     *int     // person; of these satisfied
}

// FundingYear is a county's money for education in one fiscal (calendar) year.
type FundingYear struct {
	FiscalYear            int
	GeneralBudgetSpend    Decimal  // 10,000 yuan; 一般公共预算教育经费
	RecurrentRevenue      *Decimal // 10,000 yuan
	OperatingQuotaPrimary Decimal  // yuan a pupil
	OperatingQuotaJunior  Decimal  // yuan a pupil
	BoardingSupplement    *Decimal // yuan a boarder
	SpecialFunds          *Decimal // 10,000 yuan; earmarked funds and bonds
}

// Attestation is a claim 佐证 that an item proved by documents is met or not, or the answer to a veto code,
// or (Q9) one subject's result of the national monitoring.
type Attestation struct {
	SchoolCode     string // empty for the county's own
	Indicator      string // indicator code, or V1-V6; for a veto Met means that it did not happen
	Met            bool
	Conclusion     string
	Subject        string   // Q9 only: 语文 数学 科学 体育 艺术 德育
	StandardLevel  *int     // Q9 only: 学业水平等级, 1-4
	DifferenceRate *Decimal // Q9 only: 校际差异率, 0.12 is 12 %
}

// Teacher is one teacher in one year: a pseudonymous number and the attributes that indicators use.
type Teacher struct {
	Code               string // 教师编号, unique in the county
	Name               string // optional; empty for not given
	SchoolCode         string
	Stage              Stage
	Subject            string
	Degree             Degree
	BackboneLevel      BackboneLevel
	IsFullTime         bool
	IsCertified        bool
	TrainingHours      *Decimal // hours in five years
	IsRotationEligible *bool
	RotatedFrom        string // code of the school rotated from this year; empty for none
}

// Region names a county.
type Region struct {
	Code string
	Name string
}

// SchoolRecord is a school with what is known of it in one year.
type SchoolRecord struct {
	School       School
	Figures      *Figures      // nil: no row for the year
	Attestations []Attestation // the school's own, Q3 and Q6
}

// CountyRecord is what is known of a county in one year beside its schools.
type CountyRecord struct {
	Region           Region
	Year             int // school year by its 1 September; money uses the fiscal year of the same number
	Figures          *CountyFigures
	Funding          *FundingYear  // of fiscal year Year
	PreviousFunding  *FundingYear  // of fiscal year Year-1
	PreviousStudents int           // pupils of grades 1-9 in the year before; 0 for not known
	Attestations     []Attestation // the county's own: items, vetoes, Q9 by subject
}

// County is everything the engine needs to judge one county in one year.
type County struct {
	CountyRecord
	Schools []SchoolRecord
}
