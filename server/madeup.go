package main

import (
	"sync"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
)

// demoNote stands on every page of papers about schools that do not exist.
const demoNote = "演示数据：学校及其数据均为虚构"

// demoSchools are the names of the demo county's schools by code.
var demoSchools = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, s := range demo.Book().Schools {
		names[s.Code] = s.Name
	}
	return names
})

// madeUpNote is demoNote for a county that has a school of the demo county, wherever it was taken in; else it is empty.
func madeUpNote(county *indicator.County) string {
	for i := range county.Schools {
		if s := &county.Schools[i].School; demoSchools()[s.Code] == s.Name {
			return demoNote
		}
	}
	return ""
}
