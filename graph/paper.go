package graph

import (
	"context"
	"errors"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/model"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/store"
)

// countyPapers are the papers of a county; nil for one that nobody can have.
func (r *Resolver) countyPapers(ctx context.Context, in app.PaperRequest) ([]*model.PaperResult, error) {
	var list []*model.PaperResult
	for _, kind := range [...]app.PaperKind{app.FormPaper, app.ReportPaper} {
		in.Kind = kind
		p, err := r.paper(ctx, in)
		if p == nil || err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// paper tells what a paper lacks; nil for one that nobody can have, but for an edition that there is not.
func (r *Resolver) paper(ctx context.Context, in app.PaperRequest) (*model.PaperResult, error) {
	gaps, err := r.paperGaps(ctx, in)
	if _, refused := app.Problems(err); refused || errors.Is(err, store.ErrNotFound) {
		return nil, store.KnownEdition("edition", unlessEmpty(in.Edition))
	}
	if err != nil {
		return nil, err
	}
	formats := []model.PaperFormat{model.PaperFormatOffice}
	if r.App.MakesPDF() {
		formats = append(formats, model.PaperFormatPDF)
	}
	return &model.PaperResult{Kind: model.PaperKind(in.Kind), Formats: formats, Gaps: gaps}, nil
}

func (r *Resolver) paperGaps(ctx context.Context, in app.PaperRequest) ([]*model.PaperGapResult, error) {
	gaps, err := r.App.CheckPaper(ctx, ViewerOf(ctx), in)
	if err != nil {
		return nil, err
	}
	list := make([]*model.PaperGapResult, len(gaps))
	for i, g := range gaps {
		list[i] = &model.PaperGapResult{Table: g.Table, Item: g.Item, Reason: g.ReasonIn(view.Language(ctx))}
	}
	return list, nil
}

// makePaper checks a paper and links to it.
func (r *Resolver) makePaper(ctx context.Context, input model.MakePaperInput) (*model.MakePaperPayload, error) {
	in := app.PaperRequest{
		Kind: app.PaperKind(input.Kind), Year: input.Year, IsPDF: input.Format == model.PaperFormatPDF,
		RegionCode: or(input.RegionCode.Value(), ""), SchoolCode: or(input.SchoolCode.Value(), ""), Edition: or(input.Edition.Value(), ""),
		KeptUploadID: or(input.KeptUploadID.Value(), ""),
	}
	gaps, err := r.paperGaps(ctx, in)
	errs, err := userErrors(ctx, err)
	if err != nil || len(errs) > 0 {
		return &model.MakePaperPayload{UserErrors: errs}, err
	}
	link := r.Links.Paper(ViewerOf(ctx), in)
	return &model.MakePaperPayload{URL: &link, Gaps: gaps, UserErrors: errs}, nil
}
