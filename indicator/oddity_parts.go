package indicator

// partsConfidence is how likely a figure is wrong where figures do not go together; codes that are not here are other
// kinds' business. What cannot be true together is nearly sure.
var partsConfidence = map[string]float64{
	"PART_ABOVE_WHOLE": 0.97, "BANDS_NOT_CLASSES": 0.97, "STAGE_NOT_TAUGHT": 0.97, "BANDS_NOT_STUDENTS": 0.9,
	"ZERO_EQUIPMENT": 0.9, "ZERO_TEACHERS": 0.95, "TRAINING_ABOVE_OPERATING": 0.9, "CLASSES_NOT_STUDENTS": 0.65,
}

// parts are the findings of CheckFigures about figures that do not go together, as oddities.
func (s *oddityScan) parts(i int) (found []Oddity) {
	record := s.schools[i].record
	for _, finding := range CheckFigures(record.School, 0, *record.Figures, nil) {
		if confidence, ok := partsConfidence[finding.Code]; ok {
			found = append(found, Oddity{Kind: OddityParts, Keys: finding.Keys, Finding: &finding, Confidence: confidence})
		}
	}
	return found
}
