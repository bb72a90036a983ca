package workbook

import (
	"maps"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// catalogue holds every sentence that a reader of issues may see: Chinese and English by code. {header}, {value}, {sheet}
// and {row} are the issue's own; the other names are its params.
var catalogue = map[string][2]string{
	// The file as a whole.
	"FILE_TOO_LARGE":        {"文件超过 {limit} MB，请删除无关内容或分成几个文件后再上传。", "The file is larger than {limit} MB. Remove what is not needed, or split it."},
	"NOT_A_WORKBOOK":        {"这不是 Excel 工作簿（.xlsx）。请在办公软件中另存为 .xlsx 后再上传。", "This is not an Excel workbook (.xlsx). Save it as .xlsx in your office program."},
	"OLD_OR_ENCRYPTED_FILE": {"文件是旧版 .xls 格式或设有密码。请去掉密码并另存为 .xlsx。", "The file is an old .xls or has a password. Remove the password and save it as .xlsx."},
	"MACROS":                {"文件含有宏，为安全起见不予读取。请另存为不含宏的 .xlsx。", "The file contains macros and is not read. Save it as .xlsx without macros."},
	"EXPANDS_TOO_FAR":       {"文件解压后过大，不予读取。请只保留填报数据，重新另存后再上传。", "The file expands to too much data and is not read. Keep only the data and save it again."},
	"TOO_MANY_PARTS":        {"文件内部的部件超过 {limit} 个，不予读取。请把数据复制到新的模板中。", "The file has more than {limit} parts and is not read. Copy the data into a new template."},
	"DAMAGED_FILE":          {"文件已损坏，无法读取。请用办公软件打开并重新保存，或从原处再取一份。", "The file is damaged. Open and save it again in your office program, or get a fresh copy."},
	"NO_KNOWN_SHEET":        {"没有找到“学校”“学校年度”等工作表或“学校填报数据”。请使用模板填报。", "None of the expected sheets was found. Use the template."},
	"TOO_MANY_ROWS":         {"数据超过 {limit} 行。请分成几个文件。", "There are more than {limit} rows. Split the file."},

	// Sheets and columns.
	"MISSING_SHEET":    {"缺少工作表“{sheet}”，其他工作表引用的学校无从核对。请补上该表。", "Sheet “{sheet}” is missing, so the schools that other sheets refer to cannot be found. Add it."},
	"DAMAGED_SHEET":    {"工作表“{sheet}”已损坏，只读出了一部分。请用办公软件打开并重新保存。", "Sheet “{sheet}” is damaged and was read only in part. Open and save the file again."},
	"DUPLICATE_SHEET":  {"工作表“{sheet}”出现了两次，请只保留一个。", "Sheet “{sheet}” appears twice. Keep one."},
	"UNKNOWN_SHEET":    {"工作表“{sheet}”不在填报范围内，已忽略。", "Sheet “{sheet}” is not one that is read; it was left out."},
	"NO_HEADERS":       {"工作表“{sheet}”前 10 行中没有找到表头（如“{headerKey}”）。请保留模板的表头行。", "No headers ({headerKey}, ...) in the first 10 rows of sheet “{sheet}”. Keep the template's header row."},
	"NO_FORM_HEADERS":  {"没有找到“填报项目”和“填报值”两列的表头。请使用学校填报模板。", "The headers 填报项目 and 填报值 were not found. Use the school form's template."},
	"MISSING_COLUMN":   {"缺少“{header}”列，请补上；未补的数据按“未填报”处理。", "Column “{header}” is missing. Add it; without it the data count as not reported."},
	"DUPLICATE_COLUMN": {"“{header}”列重复，{first} 列已经是同一项。请只保留一列。", "Column “{header}” repeats column {first}. Keep one of them."},
	"UNKNOWN_COLUMN":   {"“{header}”列不在填报范围内，已忽略。如果是要填报的数据，请改用模板的列名。", "Column “{header}” is not one that is read; it was left out. Rename it if it holds data that are asked."},
	"UNKNOWN_ITEM":     {"填报项目“{value}”不在填报范围内，已忽略。请使用模板的项目名称。", "Item “{value}” is not one that is read; it was left out. Use the template's item names."},
	"DUPLICATE_ITEM":   {"填报项目“{value}”重复，{first} 已经填过。请只保留一行。", "Item “{value}” repeats {first}. Keep one of the rows."},
	"MISSING_ITEM":     {"缺少填报项目“{header}”，请补上。", "Item “{header}” is missing. Add it."},

	// Single cells.
	"REQUIRED":              {"请填写“{header}”。", "Fill in “{header}”."},
	"NOT_REPORTED":          {"“{header}”未填报，用到它的指标暂不能判定。确实为零请填 0。", "“{header}” is not reported; indicators that need it stay open. Enter 0 if it is zero."},
	"CELL_ERROR":            {"“{header}”的单元格是公式错误 {value}，请改正公式或直接填写数值。", "“{header}” holds the formula error {value}. Mend the formula or type the value."},
	"FORMULA_WITHOUT_VALUE": {"“{header}”是公式但没有保存计算结果。请在办公软件中打开、保存后再上传，或直接填写数值。", "“{header}” is a formula without a saved result. Open and save the file in your office program, or type the value."},
	"NOT_A_NUMBER":          {"“{header}”应为数字，现为“{value}”。请改为数字。", "“{header}” must be a number (found “{value}”)."},
	"PLACEHOLDER":           {"“{header}”应为数字，现为“{value}”。没有请填 0，不清楚请留空。", "“{header}” must be a number (found “{value}”). Enter 0 for none, or leave it empty if it is not known."},
	"UNIT_IN_CELL":          {"“{header}”只填数字，请去掉“{unit}”，即填 {number}。", "“{header}” takes the number alone: enter {number} without “{unit}”."},
	"NOT_WHOLE":             {"“{header}”应为整数，现为“{value}”。", "“{header}” must be a whole number (found “{value}”)."},
	"NEGATIVE":              {"“{header}”不能小于 0，现为“{value}”。", "“{header}” must be 0 or more (found “{value}”)."},
	"TOO_PRECISE":           {"“{header}”最多保留 4 位小数，现为“{value}”。请四舍五入后填写。", "“{header}” takes at most 4 decimals (found “{value}”). Round it."},
	"OUT_OF_RANGE":          {"“{header}”应在 {min} 至 {max} 之间，现为“{value}”。", "“{header}” must lie between {min} and {max} (found “{value}”)."},
	"YEAR_IN_FUTURE":        {"“{header}”是 {value}，最晚可填 {latest}。请核对。", "“{header}” is {value}, but {latest} is the latest that can be given. Check it."},
	"CODE_CHARACTERS":       {"“{header}”应为 {length} 位数字，现为“{value}”，含有数字以外的字符。", "“{header}” must be {length} digits (found “{value}”, which holds other characters)."},
	"CODE_LENGTH":           {"“{header}”应为 {length} 位数字，现为“{value}”，共 {found} 位。", "“{header}” must be {length} digits (found “{value}”, which has {found})."},
	"NOT_YES_NO":            {"“{header}”请填“是”或“否”，现为“{value}”。", "“{header}” must be 是 or 否 (found “{value}”)."},
	"NOT_A_CHOICE":          {"“{header}”应为以下之一：{choices}；现为“{value}”。", "“{header}” must be one of {choices} (found “{value}”)."},
	"TEXT_TOO_LONG":         {"“{header}”有 {length} 个字，最多 {limit} 个字，请缩短。", "“{header}” has {length} characters; at most {limit} are taken. Shorten it."},
	"PERSONAL_NUMBER":       {"“{header}”中含有身份证号或手机号，系统不保存这类信息。请改用本地编号或删去。", "“{header}” holds an identity or mobile number, which is not kept here. Use a number of your own, or leave it out."},

	// Rows that repeat or refer to nothing.
	"DUPLICATE_SCHOOL":         {"学校标识码 {value} 与第 {first} 行重复。每所学校只填一行。", "School code {value} repeats row {first}. Give each school one row."},
	"DUPLICATE_YEAR":           {"学校 {value} 的 {year} 年度与第 {first} 行重复。请只保留一行。", "Year {year} of school {value} repeats row {first}. Keep one of them."},
	"DUPLICATE_TEACHER":        {"教师编号 {value} 在 {year} 年度与第 {first} 行重复。请只保留一行。", "Teacher {value} in {year} repeats row {first}. Keep one of them."},
	"TEACHER_IN_TWO_SCHOOLS":   {"教师编号 {value} 在 {year} 年度同时出现在学校 {school}（第 {first} 行）和 {other}。请核实后只保留一处。", "Teacher {value} in {year} is at school {school} (row {first}) and at {other}. Keep the right one."},
	"DUPLICATE_COUNTY_YEAR":    {"区县 {region} 的 {value} 年与第 {first} 行重复。请只保留一行。", "Year {value} of county {region} repeats row {first}. Keep one of them."},
	"DUPLICATE_ATTESTATION":    {"{value} 的佐证与第 {first} 行重复。请只保留一行。", "The attestation of {value} repeats row {first}. Keep one of them."},
	"UNKNOWN_SCHOOL":           {"学校标识码 {value} 不在“学校”表中。请先在“学校”表登记，或改正标识码。", "School code {value} is not on sheet 学校. List the school there, or correct the code."},
	"SCHOOL_NOT_OPEN":          {"学校 {code} 在 {year} 学年未开办或已停办（开办学年：{years}）。请删除该行，或先更正该校的首个学年、末个学年。", "School {code} is not open in {year} (open: {years}). Delete this row, or correct the school's first or last school year."},
	"YEARS_REVERSED":           {"末个学年 {last} 早于首个学年 {first}。请更正其中一个，或留空。", "The last school year, {last}, lies before the first, {first}. Correct one of them, or leave it empty."},
	"YEARS_RECORDED":           {"学校 {code} 在 {years} 学年已有填报数据、教师或佐证，不能算作未开办。请更正首个学年、末个学年。", "School {code} has figures, teachers or attestations of {years}, so it was open then. Correct its first or last school year."},
	"REGION_WITHOUT_SCHOOLS":   {"行政区划代码 {value} 没有任何学校，请核对代码。", "No school belongs to county {value}. Check the code."},
	"SCHOOL_OF_OTHER_REGION":   {"学校 {school} 属于 {region}，不属于 {value}。请改正其中一个。", "School {school} belongs to {region}, not to {value}. Correct one of them."},
	"UNKNOWN_INDICATOR":        {"没有指标或否决项 {value}。请填 G1、Q3、V1 等代码。", "There is no indicator or veto {value}. Use a code such as G1, Q3 or V1."},
	"NOT_ATTESTED":             {"{value} 由数据计算得出，不需要佐证，该行不起作用。", "{value} is computed from figures; this row has no effect."},
	"NOT_BY_SCHOOL":            {"{indicator} 由区县整体佐证，请不要填学校标识码。", "{indicator} is attested for the county as a whole; leave the school code empty."},
	"MONITORING_INCOMPLETE":    {"Q9 的每一行都要填监测学科、学业水平等级和校际差异率，缺“{header}”。", "Each row of Q9 needs subject, level and difference rate; “{header}” is missing."},
	"ROTATED_FROM_OWN_SCHOOL":  {"交流来源学校 {code} 就是任教学校，请改为原来的学校，没有交流的留空。", "{code} is the teacher's own school, not one rotated from. Give the other school, or nothing when there was no rotation."},
	"TEACHER_STAGE_NOT_TAUGHT": {"{kind}没有{stage}学段，请核对任教学段或学校。", "A {kind} does not teach stage {stage}. Check the stage or the school."},
	"REGION_OUT_OF_SCOPE":      {"行政区划代码 {value} 不是您管理的区县，请核对代码或由所属区县上传。", "{value} is not a county that you keep. Check the code, or let that county hand it in."},
	"SCHOOL_ELSEWHERE":         {"学校 {value} 已登记在其他区县，请核对学校标识码。", "School {value} is known in another county. Check its code."},

	// Findings of an evaluation.
	"BORDERLINE":     {"{indicator}的{stage}差异系数与限值相差不到 0.0005，请人工复核。", "The coefficient of {indicator}, {stage}, is within 0.0005 of its limit. Let a person check it."},
	"SINGLE_UNIT":    {"{indicator}的{stage}只有一个评估单元，差异系数为 0，请人工复核。", "Only one unit enters {indicator}, {stage}, so its coefficient is 0. Let a person check it."},
	"TOTAL_FELL":     {"一般公共预算教育经费由上年的 {before} 万元降为 {now} 万元，未做到只增不减。请核实并说明。", "The public budget spent on education fell from {before} to {now} (10,000 yuan). Confirm and explain it."},
	"PER_PUPIL_FELL": {"生均一般公共预算教育经费比上年下降（学生由 {studentsBefore} 人变为 {students} 人），未做到只增不减。请核实并说明。", "The public budget spent a pupil fell (pupils went from {studentsBefore} to {students}). Confirm and explain it."},

	// Figures that cannot be or are unlikely.
	"PART_ABOVE_WHOLE":         {"{partKey}共 {part}，超过{wholeKey} {whole}。请核对。", "{part} ({partKey}) is more than {whole} ({wholeKey}). Check them."},
	"BANDS_NOT_CLASSES":        {"各班额班级数合计 {bands}，不等于{classesKey} {classes}。请核对。", "The size bands sum to {bands}, not to {classesKey}, {classes}. Check them."},
	"BANDS_NOT_STUDENTS":       {"“{header}”为 {students} 人，而各班额班级只能容纳 {low} 至 {high} 人。请核对。", "“{header}” is {students}, but classes of these sizes hold {low} to {high}. Check them."},
	"STAGE_NOT_TAUGHT":         {"{kind}没有{stage}学段，但“{header}”填了 {value}。请删除或核对办学类型。", "A {kind} does not teach stage {stage}, but “{header}” says {value}. Clear it or check the kind of school."},
	"CLASSES_NOT_STUDENTS":     {"{classes} 个班与 {students} 名学生相差悬殊（班额上限 {cap} 人）。请核对。", "{classes} classes do not go with {students} pupils (at most {cap} a class). Check them."},
	"ZERO_EQUIPMENT":           {"学校有 {students} 名学生，“{header}”却为 0。请核对。", "The school has {students} pupils but “{header}” is 0. Check it."},
	"ZERO_TEACHERS":            {"该学段有 {students} 名学生，“{header}”却为 0。请核对。", "The stage has {students} pupils but “{header}” is 0. Check it."},
	"TRAINING_ABOVE_OPERATING": {"教师培训经费预算 {training} 万元超过公用经费预算 {operating} 万元。请核对。", "The training budget, {training}, is above the operating budget, {operating} (10,000 yuan). Check them."},
	"YUAN_FOR_WAN":             {"“{header}”为 {value} 万元，对 {students} 名学生过高，可能按元填写。请换算成万元。", "“{header}” is {value} (10,000 yuan) for {students} pupils: it may have been typed in yuan. Convert it."},
	"WAN_FOR_YUAN":             {"“{header}”为 {value} 元，过低，可能按万元填写。请换算成元。", "“{header}” is {value} yuan: it may have been typed in 10,000 yuan. Convert it."},
	"FACTOR_10000":             {"“{header}”上年为 {previous}，今年为 {value}，相差千倍以上，可能元与万元混用。请核对单位。", "“{header}” was {previous} the year before and is {value}: yuan and 10,000 yuan may have been mixed up. Check the unit."},
	"FAR_FROM_PEERS":           {"“{header}”为 {value}，生均与本区县其他学校相差数百倍，可能单位有误。请核对。", "“{header}” is {value}: a pupil, it differs hundreds of times from the county's other schools. Check the unit."},
	"CHANGED_OVER_20_PERCENT":  {"“{header}”上年为 {previous}，今年为 {value}，变化 {percent}%，超过 20%。请核实。", "“{header}” was {previous} the year before and is {value}, a change of {percent} %. Confirm it."},
	"BUILT_AFTER_YEAR":         {"规划建成年份 {built} 晚于填报年度 {year}。请核对。", "The school was built in {built}, after the year reported, {year}. Check it."},
	"ROSTER_DIFFERS":           {"“{header}”填报为 {reported}，教师名册统计为 {roster}。以填报数为准，请核对。", "“{header}” is reported as {reported}, but the roster counts {roster}. The reported number is used; check them."},
}

// Sentences are the texts of every issue by code, Chinese and English, for the manual.
func Sentences() map[string][2]string { return maps.Clone(catalogue) }

// FindingMessage is the sentence of a finding about figures, for callers without a workbook.
func FindingMessage(sheet string, finding indicator.Finding, lang string) string {
	i := Issue{Sheet: sheet, Code: finding.Code, Params: finding.Params, Value: finding.Params["value"]}
	if f := fieldOf(sheet, finding.Keys[0]); f != nil {
		i.Header = f.Header
	}
	return sentence(i, lang)
}

func fieldOf(sheet, key string) *Field {
	if f := FieldByKey(sheet, key); f != nil {
		return f
	}
	return FieldByKey(SheetSchools, key)
}

func sentence(i Issue, lang string) string {
	texts, ok := catalogue[i.Code]
	if !ok {
		return i.Code
	}
	header := i.Header
	if f := FieldByHeader(i.Sheet, header); f != nil {
		header = f.Title(lang)
	}
	pairs := []string{"{header}", header, "{sheet}", i.Sheet, "{row}", itoa(i.Row)}
	for name, value := range i.Params {
		pairs = append(pairs, "{"+name+"}", paramText(i.Sheet, name, value, lang))
	}
	pairs = append(pairs, "{value}", i.Value) // behind a param of that name, which is exact
	return strings.NewReplacer(pairs...).Replace(inLang(lang, texts[0], texts[1]))
}

// paramText turns keys and enum names into words.
func paramText(sheet, name, value, lang string) string {
	switch {
	case name == "kind":
		return choiceIn(SheetSchools, "kind", value, lang)
	case name == "stage":
		return choiceIn(SheetTeachers, "stage", value, lang)
	case !strings.HasSuffix(name, "Key"):
		return value
	}
	var titles []string
	for key := range strings.SplitSeq(value, ",") {
		if f := fieldOf(sheet, key); f != nil {
			key = f.Title(lang)
		}
		titles = append(titles, key)
	}
	return strings.Join(titles, inLang(lang, "、", ", "))
}

func choiceIn(sheet, key, code, lang string) string {
	for _, c := range FieldByKey(sheet, key).Choices {
		if c.Code == code {
			return inLang(lang, c.Text, strings.ToLower(c.English))
		}
	}
	return code
}
