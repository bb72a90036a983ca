package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/junheng/junheng/models"
)

// CountyRows are all facts of some counties, each kind in the order of its key.
type CountyRows struct {
	Schools      []*models.School
	SchoolYears  []*models.SchoolYear
	CountyYears  []*models.CountyYear
	FundingYears []*models.FundingYear
	Teachers     []*models.Teacher
	Attestations []*models.Attestation
}

// Count is how many rows there are together.
func (r *CountyRows) Count() int {
	return len(r.Schools) + len(r.SchoolYears) + len(r.CountyYears) + len(r.FundingYears) + len(r.Teachers) + len(r.Attestations)
}

// Rows reads all facts of counties, teachers' names where they are asked for.
func (f *Facts) Rows(ctx context.Context, regions []string, withNames bool) (*CountyRows, error) {
	r := &CountyRows{}
	db := f.db.WithContext(ctx)
	of := func(model any, order string) *gorm.DB {
		return db.Model(model).Where(in("region_code", regions).expr()).Order(order)
	}
	var err error
	if r.Schools, err = scan[models.School](of(&models.School{}, "code")); err != nil {
		return nil, err
	}
	if r.SchoolYears, err = scan[models.SchoolYear](of(&models.SchoolYear{}, "year, school_code")); err != nil {
		return nil, err
	}
	if r.CountyYears, err = scan[models.CountyYear](of(&models.CountyYear{}, "region_code, year")); err != nil {
		return nil, err
	}
	if r.FundingYears, err = scan[models.FundingYear](of(&models.FundingYear{}, "region_code, fiscal_year")); err != nil {
		return nil, err
	}
	if r.Teachers, err = scan[models.Teacher](of(&models.Teacher{}, "year, school_code, code")); err != nil {
		return nil, err
	}
	if !withNames {
		for _, t := range r.Teachers {
			t.Name = nil
		}
	}
	r.Attestations, err = scan[models.Attestation](of(&models.Attestation{}, "region_code, year, school_code, indicator, subject"))
	return r, err
}

// SchoolsByCode are the schools with these codes wherever they are, for telling whether a code is taken.
func (f *Facts) SchoolsByCode(ctx context.Context, codes []string) (map[string]*models.School, error) {
	found := map[string]*models.School{}
	for _, some := range batches(codes, slimBatch) {
		list, err := scan[models.School](f.db.WithContext(ctx).Model(&models.School{}).Where(in("code", some).expr()))
		if err != nil {
			return nil, err
		}
		for _, s := range list {
			found[s.Code] = s
		}
	}
	return found, nil
}

// AllSchools are all schools of the viewer.
func (s *Scoped) AllSchools(ctx context.Context) ([]*models.School, error) {
	return scan[models.School](base[models.School](ctx, s).Order("code"))
}

// AllImportIssues are all of an import's issues, errors first, in the order of the file.
func (s *Scoped) AllImportIssues(ctx context.Context, id string) ([]*models.ImportIssue, error) {
	if _, err := s.Import(ctx, id); err != nil {
		return nil, err
	}
	return findAll[models.ImportIssue](s.db.WithContext(ctx).Where("import_id = ?", id).Order("severity, position"))
}
