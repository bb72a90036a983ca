package app

import (
	"context"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// provinces are the names of the regions of level PROVINCE by the first two digits of their codes, GB/T 2260.
var provinces = map[string]string{
	"11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省", "22": "吉林省", "23": "黑龙江省",
	"31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省", "37": "山东省", "41": "河南省",
	"42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区", "46": "海南省", "50": "重庆市", "51": "四川省", "52": "贵州省",
	"53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省", "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
	"71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区",
}

// RecordRegion registers a region of the viewer's under its name, and those above it where they are missing; it renames
// one that is there.
func (a *App) RecordRegion(ctx context.Context, v auth.Viewer, code, name string) error {
	if err := auth.Require(v, auth.ImportWorkbook); err != nil {
		return err
	}
	if !a.store.For(v).SeesRegion(code) {
		return refuse("UNKNOWN_REGION", "regionCode", "code", code)
	}
	if err := needText("name", name); err != nil {
		return err
	}
	return a.store.InTx(ctx, v, func(tx *store.Tx) error {
		if err := keepRegion(ctx, tx, code, name); err != nil {
			return err
		}
		return a.record(ctx, tx, "recordRegion", models.AuditLine{RegionCode: code})
	})
}

// keepRegion stores a region, and those above it where they are missing, under the names known or their codes.
func keepRegion(ctx context.Context, tx *store.Tx, code, name string) error {
	f := tx.Facts()
	if err := store.Keep(ctx, f, []models.Region{regionRow(code, name)}); err != nil {
		return err
	}
	for above := models.ParentOf(code); above != ""; above = models.ParentOf(above) {
		name := above
		switch models.LevelOf(above) {
		case models.Nation:
			name = "全国"
		case models.Province:
			if known, ok := provinces[above[:2]]; ok {
				name = known
			}
		}
		if err := store.AddMissing(ctx, f, []models.Region{regionRow(above, name)}); err != nil {
			return err
		}
	}
	return nil
}

func regionRow(code, name string) models.Region {
	r := models.Region{Code: code, Name: name, Level: models.LevelOf(code)}
	if above := models.ParentOf(code); above != "" {
		r.ParentCode = &above
	}
	return r
}
