package indicator

// appliesTo tells whether the school is one that the relaxation is written for. What the school did not report
// it does not claim: an unknown building year or share of migrant children relaxes nothing.
func (r *Relaxation) appliesTo(s School, f *Figures) bool {
	students, missing := f.Students(s.Kind)
	known := len(missing) == 0
	switch r.Condition {
	case "DENSE_CORE":
		return s.InDenseCore
	case "BUILT_BY":
		return s.BuiltYear != nil && *s.BuiltYear <= r.BuiltBy
	case "MIGRANT_SHARE":
		return known && f.MigrantStudents != nil && int64(*f.MigrantStudents)*DecimalScale > int64(r.MigrantShareAbove)*int64(students)
	case "SMALL_RURAL":
		return s.Locale == Rural && known && students >= r.StudentsFrom && students < r.StudentsBelow &&
			(r.ClassBelow == 0 || classesBelow(s.Kind, f, r.ClassBelow))
	}
	return false
}

// classesBelow tells whether every class is surely smaller than limit: all of them are reported in size bands that end
// below it. A band that reaches up to the limit proves nothing.
func classesBelow(kind SchoolKind, f *Figures, limit int) bool {
	for _, stage := range kind.Stages() {
		sf := f.stage(stage)
		small, all := 0, 0
		for i, n := range sf.bands {
			if n == nil {
				continue
			}
			all += *n
			if bandEnds[i] < limit {
				small += *n
			}
		}
		if sf.classes == nil || small != all || all != *sf.classes {
			return false
		}
	}
	return true
}
