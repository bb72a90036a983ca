package view

import (
	"context"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/store"
)

// FacetLabel is a facet's value for people; the value itself where it speaks for itself.
func FacetLabel(ctx context.Context, field store.FacetField, value string) string {
	if field == store.FacetGroup && value == "" {
		return in(ctx, indicator.Text{Zh: "无教育集团", En: "No group"})
	}
	if label, ok := facetLabels[field][value]; ok {
		return in(ctx, label)
	}
	return value
}

var facetLabels = map[store.FacetField]map[string]indicator.Text{
	store.FacetStage: {"PRIMARY": {Zh: "小学", En: "Primary"}, "JUNIOR": {Zh: "初中", En: "Junior secondary"}},
	store.FacetKind: {
		"PRIMARY": {Zh: "小学", En: "Primary school"}, "JUNIOR": {Zh: "初级中学", En: "Junior secondary school"},
		"NINE_YEAR": {Zh: "九年一贯制学校", En: "Nine-year school"}, "TWELVE_YEAR": {Zh: "十二年一贯制学校", En: "Twelve-year school"},
		"COMPLETE_SECONDARY": {Zh: "完全中学", En: "Complete secondary school"}, "TEACHING_POINT": {Zh: "教学点", En: "Teaching point"},
	},
	store.FacetLocale:    {"URBAN": {Zh: "城区", En: "Urban"}, "TOWN": {Zh: "镇区", En: "Town"}, "RURAL": {Zh: "乡村", En: "Rural"}},
	store.FacetOwnership: {"PUBLIC": {Zh: "公办", En: "Public"}, "PRIVATE": {Zh: "民办", En: "Private"}},
	store.FacetVerdict:   {"PASS": {Zh: "通过", En: "Pass"}, "FAIL": {Zh: "不通过", En: "Fail"}, "INCOMPLETE": {Zh: "待定", En: "Incomplete"}},
	store.FacetIndicatorStatus: {
		"MET": {Zh: "达标", En: "Met"}, "NEAR": {Zh: "接近达标", En: "Near"}, "UNMET": {Zh: "未达标", En: "Unmet"},
		"NOT_COMPUTABLE": {Zh: "无法计算", En: "Not computable"},
	},
}
