package indicator

// assessItems judges the school-level indicators of one school. Schools without a unit are not looked at (their statuses
// stay empty), but for G6, which also protects teaching points that are too small to be assessed.
func (e *Edition) assessItems(a *SchoolAssessment, r *SchoolRecord, f *Figures, c *CountyRecord) {
	s := r.School
	if a.Excluded == "" || a.Excluded == ReasonTooSmall {
		a.Items[ItemG6] = e.smallSchoolFunds(s, f, c)
	}
	if a.Excluded != "" {
		return
	}
	a.Items[ItemG3] = e.artRooms(s, f, c.Year)
	a.Items[ItemG4] = e.schoolSize(s, f, c.Year)
	a.Items[ItemG5] = e.classSize(s, f)
	a.Items[ItemG9] = e.teacherShare("G9", s, f, f.TrainedTeachers, "trainedTeachers")
	a.Items[ItemG12] = e.teacherShare("G12", s, f, f.CertifiedTeachers, "certifiedTeachers")
	a.Items[ItemG13] = e.catchment(s, f)
	a.Items[ItemQ3] = attestedItem(r, c, "Q3")
	a.Items[ItemQ4] = e.trainingBudget(f)
	a.Items[ItemQ6] = attestedItem(r, c, "Q6")
}

func judged(ok bool) SchoolItem {
	if ok {
		return SchoolItem{Status: Met}
	}
	return SchoolItem{Status: Unmet}
}

func pendingFor(missing ...string) SchoolItem { return SchoolItem{Status: Pending, Missing: missing} }

// parameter is a whole-number parameter of an indicator.
func (e *Edition) parameter(code, name string) int {
	return int(e.Indicators[e.position[code]].Parameters[name] / DecimalScale)
}

func (e *Edition) minimum(code string) Decimal {
	return e.Indicators[e.position[code]].Parameters["minimum"]
}

// artRooms is G3: need = ⌈classes / 12⌉; music rooms and art rooms of the least size each reach the need
// (setting g3: sum: together).
func (e *Edition) artRooms(s School, f *Figures, year int) SchoolItem {
	classes, missing := f.Classes(s.Kind)
	if f.MusicRoomsFrom96 == nil {
		missing = append(missing, "musicRoomsFrom96")
	}
	if f.ArtRoomsFrom90 == nil {
		missing = append(missing, "artRoomsFrom90")
	}
	if len(missing) > 0 {
		return pendingFor(missing...)
	}
	need := e.roomNeed(classes)
	if e.enoughRooms(f, e.roomSizes(), need) {
		return SchoolItem{Status: Met}
	}
	for _, r := range e.relaxations("G3", year) {
		if r.appliesTo(s, f) && e.enoughRooms(f, r.roomSizes(s.Kind), need) {
			return SchoolItem{Status: Met, Relaxed: true}
		}
	}
	return SchoolItem{Status: Unmet}
}

func (e *Edition) roomNeed(classes int) int {
	per := e.parameter("G3", "classesPerRoom")
	return (classes + per - 1) / per
}

func (e *Edition) roomSizes() RoomSizes {
	return RoomSizes{e.parameter("G3", "music"), e.parameter("G3", "art")}
}

// roomSizes of a combined school are the stricter ones of its stages.
func (r *Relaxation) roomSizes(kind SchoolKind) RoomSizes {
	var strict RoomSizes
	for _, stage := range kind.Stages() {
		strict.Music = max(strict.Music, r.Rooms[stage].Music)
		strict.Art = max(strict.Art, r.Rooms[stage].Art)
	}
	return strict
}

func (e *Edition) enoughRooms(f *Figures, least RoomSizes, need int) bool {
	music, art := f.roomsFrom(least)
	if e.Settings.G3 == "sum" {
		return music+art >= need
	}
	return music >= need && art >= need
}

// roomsFrom counts the rooms in the size bands that begin at the least size or above; bands not reported count nothing.
func (f *Figures) roomsFrom(least RoomSizes) (music, art int) {
	for _, b := range [...]struct {
		from int
		n    *int
	}{{96, f.MusicRoomsFrom96}, {73, f.MusicRoomsFrom73}, {61, f.MusicRoomsFrom61}, {54, f.MusicRoomsFrom54}} {
		if b.from >= least.Music && b.n != nil {
			music += *b.n
		}
	}
	for _, b := range [...]struct {
		from int
		n    *int
	}{{90, f.ArtRoomsFrom90}, {67, f.ArtRoomsFrom67}, {61, f.ArtRoomsFrom61}, {54, f.ArtRoomsFrom54}} {
		if b.from >= least.Art && b.n != nil {
			art += *b.n
		}
	}
	return music, art
}

// schoolSize is G4.
func (e *Edition) schoolSize(s School, f *Figures, year int) SchoolItem {
	students, missing := f.Students(s.Kind)
	if students <= e.sizeLimit(s.Kind) && len(missing) > 0 {
		return pendingFor(missing...)
	}
	if students <= e.sizeLimit(s.Kind) {
		return SchoolItem{Status: Met}
	}
	for _, r := range e.relaxations("G4", year) {
		limit := r.Maximum
		if s.Kind.isCombined() {
			limit = r.MaximumCombined
		}
		if len(missing) == 0 && students <= limit && r.appliesTo(s, f) {
			return SchoolItem{Status: Met, Relaxed: true}
		}
	}
	return SchoolItem{Status: Unmet}
}

func (k SchoolKind) isCombined() bool { return k == KindNineYear || k == KindTwelveYear }

func (e *Edition) sizeLimit(kind SchoolKind) int {
	if kind.isCombined() {
		return e.parameter("G4", "maximumCombined")
	}
	return e.parameter("G4", "maximum")
}

// classSize is G5: no class in a size band above the limit of its stage. A class in such a band decides at once; else
// the bands must account for every class, bands left empty being zero then.
func (e *Edition) classSize(s School, f *Figures) SchoolItem {
	var missing []string
	for _, stage := range s.Kind.Stages() {
		sf, sum := f.stage(stage), 0
		above := bandAbove(int(e.Indicators[e.position["G5"]].Thresholds[stage] / DecimalScale))
		for i, n := range sf.bands {
			if n == nil {
				continue
			}
			if i >= above && *n > 0 {
				return SchoolItem{Status: Unmet}
			}
			sum += *n
		}
		switch {
		case sf.classes == nil:
			missing = append(missing, stageKey("classes", stage))
		case sum < *sf.classes:
			missing = append(missing, stageKey(bandKeys[above], stage))
		}
	}
	if len(missing) > 0 {
		return pendingFor(missing...)
	}
	return SchoolItem{Status: Met}
}

// smallSchoolFunds is G6: schools under 100 pupils and teaching points get operating funds as for 100 pupils.
func (e *Edition) smallSchoolFunds(s School, f *Figures, c *CountyRecord) SchoolItem {
	students, missing := f.Students(s.Kind)
	least := e.parameter("G6", "students")
	if s.Kind != KindTeachingPoint {
		if students >= least {
			return SchoolItem{Status: NotApplicable}
		}
		if len(missing) > 0 {
			return pendingFor(missing...)
		}
	}
	if f.OperatingBudget == nil {
		return pendingFor("operatingBudget")
	}
	quota, known := e.quota(c)
	weight, divisor := quotaWeights(s.Kind, f)
	if divisor == 0 {
		return pendingFor(append(missing, stageKey("students", Primary))...)
	}
	// budget (ten-thousandths of 10,000 yuan = yuan) ≥ least × Σ quota·pupils / Σ pupils, quota in ten-thousandths of a yuan
	demand := (int64(quota[0])*weight[0] + int64(quota[1])*weight[1]) * int64(least)
	enough := Ratio{int64(*f.OperatingBudget), 1}.atLeast(demand, divisor*DecimalScale)
	if enough && !known {
		return pendingFor("operatingQuotaPrimary", "operatingQuotaJunior")
	}
	return judged(enough)
}

// quotaWeights weigh the quotas of a school's stages by its pupils.
func quotaWeights(kind SchoolKind, f *Figures) (weight [2]int64, divisor int64) {
	stages := kind.Stages()
	if len(stages) == 1 {
		weight[stages[0].index()] = 1
		return weight, 1
	}
	for _, stage := range stages {
		if n := f.stage(stage).students; n != nil {
			weight[stage.index()] = int64(*n)
			divisor += int64(*n)
		}
	}
	return weight, divisor
}

// quota is the operating quota a pupil by stage: the national one, or the county's where it is higher.
// It is not known for certain while the county's own is not reported.
func (e *Edition) quota(c *CountyRecord) (q [2]Decimal, known bool) {
	q, _ = e.nationalQuota(c.Region.Code, c.Year)
	if c.Funding == nil {
		return q, false
	}
	q[0] = max(q[0], c.Funding.OperatingQuotaPrimary)
	q[1] = max(q[1], c.Funding.OperatingQuotaJunior)
	return q, true
}

// teacherShare is G9 and G12: a part of the school's full-time teachers reaches the minimum share, which is all of them.
func (e *Edition) teacherShare(code string, s School, f *Figures, part *int, key string) SchoolItem {
	teachers, missing := f.Teachers(s.Kind)
	if part == nil {
		missing = append(missing, key)
	}
	if len(missing) > 0 {
		return pendingFor(missing...)
	}
	if teachers == 0 {
		return SchoolItem{Status: Pending}
	}
	return judged(Ratio{int64(*part), int64(teachers)}.atLeast(int64(e.minimum(code)), DecimalScale))
}

// catchment is G13 for one school; the county's result comes from sums over its schools.
func (e *Edition) catchment(s School, f *Figures) SchoolItem {
	if !inCatchmentScope(s) {
		return SchoolItem{Status: NotApplicable}
	}
	var missing []string
	for _, stage := range s.Kind.Stages() {
		sf := f.stage(stage)
		switch {
		case sf.students == nil:
			missing = append(missing, stageKey("students", stage))
		case sf.catchment == nil:
			missing = append(missing, stageKey("catchmentStudents", stage))
		case !e.catchmentReached(int64(*sf.catchment), int64(*sf.students), stage):
			return SchoolItem{Status: Unmet}
		}
	}
	if len(missing) > 0 {
		return pendingFor(missing...)
	}
	return SchoolItem{Status: Met}
}

// inCatchmentScope: town and urban public day schools.
func inCatchmentScope(s School) bool {
	return s.Ownership() == Public && !s.IsBoarding && s.Locale != Rural
}

func (e *Edition) catchmentReached(near, all int64, stage Stage) bool {
	return Ratio{near, all}.atLeast(int64(e.Indicators[e.position["G13"]].Thresholds[stage]), DecimalScale)
}

// trainingBudget is Q4.
func (e *Edition) trainingBudget(f *Figures) SchoolItem {
	var missing []string
	if f.TrainingBudget == nil {
		missing = append(missing, "trainingBudget")
	}
	if f.OperatingBudget == nil {
		missing = append(missing, "operatingBudget")
	}
	if len(missing) > 0 {
		return pendingFor(missing...)
	}
	if *f.OperatingBudget == 0 {
		return SchoolItem{Status: Pending}
	}
	return judged(Ratio{int64(*f.TrainingBudget), int64(*f.OperatingBudget)}.atLeast(int64(e.minimum("Q4")), DecimalScale))
}

// attestedItem is a school's own claim, or the county's, which speaks for schools that have none; PENDING without either.
func attestedItem(r *SchoolRecord, c *CountyRecord, code string) SchoolItem {
	for _, a := range r.Attestations {
		if a.Indicator == code {
			return judged(a.Met)
		}
	}
	if a := c.claim(code); a != nil {
		return judged(a.Met)
	}
	return SchoolItem{Status: Pending}
}
