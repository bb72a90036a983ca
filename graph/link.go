package graph

import (
	"context"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph/view"
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

// unitsExport is a link to all units of a page's filter and order, for those who may export.
func (r *Resolver) unitsExport(ctx context.Context, page *view.SchoolAssessmentConnection, format view.ExportFormat) *string {
	v := ViewerOf(ctx)
	if auth.Require(v, auth.ExportWorkbook) != nil {
		return nil
	}
	link := r.Links.Units(v, UnitsExport{Where: page.Where, By: page.By, Format: format})
	return &link
}
