package docx

import "strconv"

// Chart is a picture of numbers: bars side by side, one group a category, and a line across them. Office programs draw it; its
// numbers stand in it and in a workbook inside the document, which they open to edit.
type Chart struct {
	Alt        string // what a person who does not see it has to know
	Categories []string
	Bars       []Series
	Line       Series // none without a name
	Format     string // of the numbers, as spreadsheets write it, such as 0.000
	Stacked    bool   // bars of a group stand in one place, of which each category fills one
	Labeled    bool   // bars carry their numbers
	Step       string // between the lines of the scale
	Most       string // the end of the scale; empty for what the numbers take
}

// Series is a row of numbers of a chart, one a category.
type Series struct {
	Name   string
	Values []string // decimal numbers; empty for none
	Color  string   // RRGGBB
	Pale   bool     // the colour bears dark text
	Hatch  bool     // stripes, which a print without colours shows
}

// Size of a chart in mm: the width of the text, and a quarter of a page with its caption.
const (
	chartWidth  = 160
	chartHeight = 58
	emuPerMM    = 36_000
)

const (
	chartNames   = "http://schemas.openxmlformats.org/drawingml/2006/chart"
	drawingNames = "http://schemas.openxmlformats.org/drawingml/2006/main"
	placeNames   = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	chartType    = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
	sheetType    = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// Chart adds a chart and its caption below.
func (d *Document) Chart(c Chart, caption string) {
	d.charts = append(d.charts, c)
	n := strconv.Itoa(len(d.charts))
	emu := func(mm int) string { return strconv.Itoa(mm * emuPerMM) }
	graphic := el("a:graphic", el("a:graphicData",
		el("c:chart").with("xmlns:c", chartNames).with("r:id", "chart"+n)).with("uri", chartNames)).with("xmlns:a", drawingNames)
	inline := el("wp:inline",
		el("wp:extent").with("cx", emu(chartWidth)).with("cy", emu(chartHeight)),
		el("wp:docPr").with("id", n).with("name", "Chart "+n).with("descr", c.Alt),
		el("wp:cNvGraphicFramePr"), graphic).with("xmlns:wp", placeNames)
	for _, side := range [...]string{"distT", "distB", "distL", "distR"} {
		inline = inline.with(side, "0")
	}
	d.body = append(d.body, el("w:p", el("w:pPr", val("w:pStyle", "Figure")), el("w:r", el("w:drawing", inline))))
	d.Paragraph(FigureCaption, Plain(caption))
}

// cval is an element of a chart that says everything in its attribute val.
func cval(name, value string) node { return el(name).with("val", value) }

// Colours of what is not a series.
const (
	chartInk  = "3F4A4F"
	chartGrid = "D9E1E4"
)

func solid(color string) node { return el("a:solidFill", cval("a:srgbClr", color)) }

// chartText is the look of a chart's texts; the size is in hundredths of a point.
func chartText(size, ink string) node {
	font := el("a:defRPr", solid(ink), el("a:latin").with("typeface", latinFont), el("a:ea").with("typeface", songFont)).with("sz", size).with("b", "0")
	return el("c:txPr", el("a:bodyPr"), el("a:lstStyle"), el("a:p", el("a:pPr", font), el("a:endParaRPr").with("lang", "zh-CN")))
}

// part is the chart as a part of the package.
func (c *Chart) part() node {
	plot := el("c:plotArea", el("c:layout"), c.bars())
	if c.Line.Name != "" {
		plot = plot.add(c.line())
	}
	plot = plot.add(c.categoryAxis(), c.valueAxis())
	chart := el("c:chart", cval("c:autoTitleDeleted", "1"), plot,
		el("c:legend", cval("c:legendPos", "t"), cval("c:overlay", "0"), chartText("850", chartInk)),
		cval("c:plotVisOnly", "1"), cval("c:dispBlanksAs", "gap"))
	space := el("c:chartSpace", cval("c:roundedCorners", "0"), chart,
		el("c:spPr", solid("FFFFFF"), el("a:ln", el("a:noFill"))), chartText("850", chartInk),
		el("c:externalData", cval("c:autoUpdate", "0")).with("r:id", "workbook"))
	return space.with("xmlns:c", chartNames).with("xmlns:a", drawingNames).with("xmlns:r", linkNames)
}

func (c *Chart) bars() node {
	bars := el("c:barChart", cval("c:barDir", "col"), cval("c:grouping", "clustered"), cval("c:varyColors", "0"))
	for i, s := range c.Bars {
		fill := solid(s.Color)
		if s.Hatch {
			fill = el("a:pattFill", el("a:fgClr", cval("a:srgbClr", s.Color)), el("a:bgClr", cval("a:srgbClr", "FFFFFF"))).with("prst", "wdUpDiag")
		}
		look := el("c:spPr", fill, el("a:ln", solid(s.Color)).with("w", "6350"))
		series := c.series(i, s).add(look, cval("c:invertIfNegative", "0"))
		if c.Labeled {
			series = series.add(c.labels(s))
		}
		bars = bars.add(c.numbers(series, i, s))
	}
	overlap := "0"
	if c.Stacked {
		overlap = "100"
	}
	return bars.add(cval("c:gapWidth", "70"), cval("c:overlap", overlap), cval("c:axId", "1"), cval("c:axId", "2"))
}

func (c *Chart) line() node {
	i := len(c.Bars)
	look := el("c:spPr", el("a:ln", solid(c.Line.Color), cval("a:prstDash", "dash")).with("w", "19050").with("cap", "flat"))
	series := c.numbers(c.series(i, c.Line).add(look, el("c:marker", cval("c:symbol", "none"))), i, c.Line).add(cval("c:smooth", "0"))
	return el("c:lineChart", cval("c:grouping", "standard"), cval("c:varyColors", "0"), series, cval("c:marker", "1"), cval("c:axId", "1"), cval("c:axId", "2"))
}

func (c *Chart) series(i int, s Series) node {
	n := strconv.Itoa(i)
	name := el("c:tx", el("c:strRef", leaf("c:f", sheetCells(i+1, 0, 1)), c.points("c:strCache", []string{s.Name})))
	return el("c:ser", cval("c:idx", n), cval("c:order", n), name)
}

// numbers adds what a series shows, by the place in the workbook and by its value.
func (c *Chart) numbers(series node, i int, s Series) node {
	cache := c.points("c:numCache", s.Values)
	cache.children = append([]node{leaf("c:formatCode", c.Format)}, cache.children...)
	return series.add(
		el("c:cat", el("c:strRef", leaf("c:f", sheetCells(0, 1, len(c.Categories))), c.points("c:strCache", c.Categories))),
		el("c:val", el("c:numRef", leaf("c:f", sheetCells(i+1, 1, len(c.Categories))), cache)))
}

func (c *Chart) points(name string, values []string) node {
	cache := el(name, cval("c:ptCount", strconv.Itoa(len(values))))
	for i, v := range values {
		if v != "" {
			cache = cache.add(el("c:pt", leaf("c:v", v)).with("idx", strconv.Itoa(i)))
		}
	}
	return cache
}

// labels stand at the foot of the bars, where no line crosses them.
func (c *Chart) labels(s Series) node {
	ink, back := "FFFFFF", el("a:noFill")
	if s.Pale || s.Hatch {
		ink = chartInk
	}
	if s.Hatch {
		back = solid("FFFFFF")
	}
	labels := el("c:dLbls", el("c:numFmt").with("formatCode", c.Format).with("sourceLinked", "0"),
		el("c:spPr", back, el("a:ln", el("a:noFill"))), chartText("750", ink), cval("c:dLblPos", "inBase"))
	for _, what := range [...]string{"LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"} {
		shown := "0"
		if what == "Val" {
			shown = "1"
		}
		labels = labels.add(cval("c:show"+what, shown))
	}
	return labels
}

func (c *Chart) categoryAxis() node {
	return el("c:catAx", cval("c:axId", "1"), el("c:scaling", cval("c:orientation", "minMax")), cval("c:delete", "0"), cval("c:axPos", "b"),
		cval("c:majorTickMark", "none"), cval("c:minorTickMark", "none"), cval("c:tickLblPos", "nextTo"),
		el("c:spPr", el("a:ln", solid(chartInk)).with("w", "6350")), chartText("800", chartInk), cval("c:crossAx", "2"), cval("c:crosses", "autoZero"))
}

func (c *Chart) valueAxis() node {
	scale := el("c:scaling", cval("c:orientation", "minMax"))
	if c.Most != "" {
		scale = scale.add(cval("c:max", c.Most))
	}
	return el("c:valAx", cval("c:axId", "2"), scale.add(cval("c:min", "0")), cval("c:delete", "0"), cval("c:axPos", "l"),
		el("c:majorGridlines", el("c:spPr", el("a:ln", solid(chartGrid)).with("w", "6350"))),
		el("c:numFmt").with("formatCode", "General").with("sourceLinked", "0"),
		cval("c:majorTickMark", "none"), cval("c:minorTickMark", "none"), cval("c:tickLblPos", "nextTo"),
		el("c:spPr", el("a:ln", el("a:noFill"))), chartText("800", chartInk), cval("c:crossAx", "1"), cval("c:crosses", "autoZero"), cval("c:crossBetween", "between"),
		cval("c:majorUnit", c.Step))
}
