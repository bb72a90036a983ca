package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/junheng/junheng/workbook"
)

func TestImportReadsAFileAsAnUploadIsRead(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "junheng.db")
	take := func(b *workbook.Book) (string, string, int) {
		t.Helper()
		return junheng(t, "import", bookFile(t, b), "--database", database)
	}
	late := smallBook()
	late.SchoolYears[0].Year = 2100
	if _, errs, status := take(late); status == 0 || !strings.Contains(errs, "YEAR_IN_FUTURE") && !strings.Contains(errs, "2100") {
		t.Errorf("a year that has not come: status %d: %s", status, errs)
	}
	if out, errs, status := take(smallBook()); status != 0 || !strings.HasPrefix(out, "4 rows created") {
		t.Fatalf("status %d: %s %s", status, out, errs)
	}
	figures := smallBook()
	figures.Schools = nil
	if out, errs, status := take(figures); status != 0 || !strings.HasPrefix(out, "0 rows created, 0 updated, 2 unchanged") {
		t.Errorf("figures of schools that the database knows: status %d: %s %s", status, out, errs)
	}
	figures.SchoolYears[0].Code = "0107000009"
	if _, errs, status := take(figures); status == 0 || !strings.Contains(errs, "0107000009") {
		t.Errorf("a school that nobody knows: status %d: %s", status, errs)
	}
}
