package indicator

// The engine's surface, in the order a caller uses it:
//
//	edition, ok := LookupEdition("cn-2017")
//	a := edition.AssessSchool(&schoolRecord, &countyRecord)     // one school: units, items, contribution
//	tally.Add(a) / tally.Remove(a) / tally.Merge(other)             // O(1); exact, so order never matters
//	result := edition.Judge(&tally, &countyRecord, allAssessments)  // the county's 33 items and 14 balances, O(1)
//	evaluation := edition.Evaluate(&county)                         // all of it from facts
//	edition.ExplainUnit, ExplainItem, ExplainCounty, ExplainBalance // the trace of one number
