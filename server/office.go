package main

import (
	"context"

	"github.com/junheng/junheng/office"
)

// officeFlag names the program that makes PDF.
type officeFlag struct {
	Office string `help:"Path of LibreOffice's soffice, which makes PDF of papers. Default: found on PATH; without one there is no PDF." env:"JUNHENG_OFFICE" placeholder:"PATH"`
}

// pdf makes papers PDF; nil where there is no LibreOffice.
func (f officeFlag) pdf() (func(ctx context.Context, paper []byte, extension string) ([]byte, error), error) {
	program, err := office.Find(f.Office)
	if program == nil || err != nil {
		return nil, err
	}
	return program.PDF, nil
}
