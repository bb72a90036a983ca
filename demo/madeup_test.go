package demo

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestEveryNameIsMadeUp takes the demo's names apart into the words of its own lists: none came from a real county. Only the
// county itself is real, and its totals are public.
func TestEveryNameIsMadeUp(t *testing.T) {
	book := Book()
	address := regexp.MustCompile(`^演示街道虚构路 \d+ 号$`)
	for _, s := range book.Schools {
		place, ending := "", ""
		for _, e := range []string{"小学（演示）", "初级中学（演示）"} {
			if p, ok := strings.CutSuffix(s.Name, e); ok {
				place, ending = p, e
			}
		}
		if ending == "" || !slices.Contains(places, place) || !slices.Contains(groups, s.Group) || !address.MatchString(s.Address) || !strings.HasPrefix(s.Code, "42010799") {
			t.Errorf("%s %s %s %s", s.Code, s.Name, s.Group, s.Address)
		}
	}
	isMade := map[string]bool{}
	for _, surname := range surnames {
		for _, g := range given {
			isMade[surname+g] = true
		}
	}
	for _, teacher := range book.Teachers {
		if !isMade[teacher.Name] {
			t.Fatalf("teacher %s %s", teacher.Code, teacher.Name)
		}
	}
	for _, y := range book.CountyYears {
		if y.RegionName != Region.Name {
			t.Errorf("region %s", y.RegionName)
		}
	}
}

// notNames stand before the word for a school in running text.
var notNames = strings.Fields("其中 初级 准为 我区 系数 历的 生数 各中 学校 教师 用房 设备 教室 面积 备值 室数 全区 百名 指标 城区 到初 区中 估的 名中")

// TestNoOtherSchoolIsNamed reads all test data: its schools are the demo's.
func TestNoOtherSchoolIsNamed(t *testing.T) {
	school := regexp.MustCompile(`([\p{Han}]{2})(?:小学|初级中学|中学|实验学校|外国语学校)`)
	files := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || !strings.Contains(filepath.ToSlash(path), "/testdata/") {
			return err
		}
		text, err := os.ReadFile(path)
		files++
		for _, m := range school.FindAllSubmatch(text, -1) {
			if before := string(m[1]); !slices.Contains(places, before) && !slices.Contains(notNames, before) {
				t.Errorf("%s names %s", path, m[0])
			}
		}
		return err
	})
	if err != nil || files < 10 {
		t.Errorf("%d files read: %v", files, err)
	}
}
