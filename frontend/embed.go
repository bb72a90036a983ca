// Package frontend carries the built browser application inside the binary.
package frontend

import (
	"embed"
	"io/fs"
)

// The folder always holds .gitkeep, so that the package compiles in a fresh clone, before any web build.
//
//go:embed all:dist
var dist embed.FS

// Files are the built application with index.html at the root, and without index.html before the first web build.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic("frontend: dist is embedded by the directive above: " + err.Error())
	}
	return files
}

// Built tells whether a web build went into the binary.
func Built() bool {
	_, err := fs.Stat(dist, "dist/index.html")
	return err == nil
}
