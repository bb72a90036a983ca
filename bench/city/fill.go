package city

import (
	"context"
	"fmt"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// Password is the password of the accounts that Fill makes.
const Password = "a benchmark has no secrets"

// Accounts are how many inspectors and how many bureaus of the city Fill makes; requests are spread over them, since the
// server limits what one account may ask for.
const Accounts = 16

// Inspector is the name of inspector n, who is assigned the city.
func Inspector(n int) string { return fmt.Sprintf("inspector%02d", n) }

// Bureau is the name of bureau account n of the city.
func Bureau(n int) string { return fmt.Sprintf("bureau%02d", n) }

// Fill migrates an empty database and writes the city into it, results included.
func Fill(ctx context.Context, s *store.Store) error {
	if _, err := s.Migrate(ctx); err != nil {
		return err
	}
	now := time.Now().UTC().Truncate(time.Millisecond)
	if err := s.InTx(ctx, auth.Operator(), func(tx *store.Tx) error { return people(ctx, tx, now) }); err != nil {
		return fmt.Errorf("accounts: %w", err)
	}
	a := app.New(app.Config{Store: s})
	for n := range Counties {
		err := s.InTx(ctx, auth.Operator(), func(tx *store.Tx) error { return county(ctx, a, tx.Facts(), n, now) })
		if err != nil {
			return fmt.Errorf("county %s: %w", CountyCode(n), err)
		}
	}
	return nil
}

func people(ctx context.Context, tx *store.Tx, now time.Time) error {
	regions := []models.Region{
		{Code: models.NationCode, Name: "全国", Level: models.Nation},
		region("990000", "虚构省"), region(Code, "虚构市"),
	}
	if err := store.Keep(ctx, tx.Facts(), regions); err != nil {
		return err
	}
	hash, err := auth.NewHasher().Hash(ctx, Password)
	if err != nil {
		return err
	}
	var accounts []models.Account
	for n := range Accounts {
		for _, a := range []models.Account{
			{ID: fmt.Sprintf("BENCHINSPECTOR%012d", n), Username: Inspector(n), Role: models.Inspector, Inspects: []string{Code}},
			{ID: fmt.Sprintf("BENCHBUREAU%015d", n), Username: Bureau(n), Role: models.Bureau, Inspects: []string{}},
		} {
			a.RegionCode, a.PasswordHash, a.CreatedAt, a.UpdatedAt = Code, hash, now, now
			accounts = append(accounts, a)
		}
	}
	return store.Keep(ctx, tx.Facts(), accounts)
}

func region(code, name string) models.Region {
	parent := models.ParentOf(code)
	return models.Region{Code: code, Name: name, Level: models.LevelOf(code), ParentCode: &parent}
}

// county writes county n and everything in it, and computes its results.
func county(ctx context.Context, a *app.App, f *store.Facts, n int, now time.Time) error {
	code := CountyCode(n)
	if err := store.Keep(ctx, f, []models.Region{region(code, fmt.Sprintf("虚构%d区", n+1))}); err != nil {
		return err
	}
	var (
		schools []models.School
		years   []models.SchoolYear
		roster  []models.Teacher
		funding []models.FundingYear
	)
	for i := n * PerCounty; i < (n+1)*PerCounty; i++ {
		s := models.SchoolOf(school(i))
		s.NameSort, s.UpdatedAt = store.SortKey(s.Name), now
		schools = append(schools, s)
		for year := FirstYear; year <= LatestYear; year++ {
			years = append(years, models.SchoolYear{
				SchoolCode: s.Code, Year: year, RegionCode: code, Figures: figures(i, year), Version: 1, UpdatedAt: now,
			})
		}
		for _, t := range teachers(i) {
			row := models.TeacherOf(code, LatestYear, t)
			row.UpdatedAt = now
			roster = append(roster, row)
		}
	}
	for year := FirstYear; year <= LatestYear; year++ {
		row := models.FundingYearOf(code, indicator.FundingYear{
			FiscalYear: year, GeneralBudgetSpend: indicator.Decimal(100000+1000*year) * indicator.DecimalScale,
			OperatingQuotaPrimary: 720 * indicator.DecimalScale, OperatingQuotaJunior: 940 * indicator.DecimalScale,
		})
		row.Version, row.UpdatedAt = 1, now
		funding = append(funding, row)
	}
	for _, keep := range []func() error{
		func() error { return store.Keep(ctx, f, schools) },
		func() error { return store.Keep(ctx, f, years) },
		func() error { return store.Keep(ctx, f, roster) },
		func() error { return store.Keep(ctx, f, funding) },
	} {
		if err := keep(); err != nil {
			return err
		}
	}
	for year := FirstYear; year <= LatestYear; year++ {
		if err := a.Recompute(ctx, f, code, year); err != nil {
			return err
		}
	}
	return nil
}
