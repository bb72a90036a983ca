package workbook

// The sheets that we add for people and do not read.
const (
	sheetGuide  = "填写说明"
	sheetIssues = "问题清单"
)
