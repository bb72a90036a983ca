package graph

import (
	"context"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
)

// countyWorkbook is a link to a county's workbook, for those who may export.
func (r *Resolver) countyWorkbook(ctx context.Context, region *models.Region) *string {
	v := ViewerOf(ctx)
	if region.Level != models.County || auth.Require(v, auth.ExportWorkbook) != nil {
		return nil
	}
	link := r.Links.CountyWorkbook(v, region.Code)
	return &link
}

// markedWorkbook is a link to an import's workbook with its findings marked, for the account that sent it.
func (r *Resolver) markedWorkbook(ctx context.Context, i *models.Import) *string {
	v := ViewerOf(ctx)
	if i.AccountID != v.AccountID || i.FinishedAt == nil || i.ErrorCount+i.WarningCount == 0 {
		return nil
	}
	link := r.Links.MarkedWorkbook(v, i.ID)
	return &link
}
