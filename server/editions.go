package main

import (
	"fmt"

	"github.com/junheng/junheng/indicator"
)

type editionsCommand struct {
	langFlag
	Code string `arg:"" optional:"" help:"Edition to show with its indicators."`
}

func (k *editionsCommand) Run(c *console) error {
	lang := k.of(c)
	if k.Code == "" {
		t := newTable(c.Out, text(lang, [2]string{"版本", "Edition"}), text(lang, [2]string{"名称", "Name"}), text(lang, [2]string{"项数", "Items"}), text(lang, [2]string{"生效", "Valid from"}), text(lang, [2]string{"依据", "Source"}))
		for _, e := range indicator.Editions() {
			t.AppendRow([]any{e.Code, text(lang, [2]string{e.Name.Zh, e.Name.En}), len(e.Indicators), e.ValidFrom, e.Source})
		}
		t.Render()
		return nil
	}
	e, err := chooseEdition(c, k.Code, "", lang, false)
	if err != nil {
		return err
	}
	t := newTable(c.Out, "", text(lang, [2]string{"指标", "Indicator"}), text(lang, [2]string{"标准 小学/初中", "Threshold primary/junior"}), text(lang, [2]string{"单位", "Unit"}), text(lang, [2]string{"内容", "Text"}))
	for _, i := range e.Indicators {
		threshold := ""
		p, okP := i.Threshold(indicator.Primary)
		j, okJ := i.Threshold(indicator.Junior)
		if okP && okJ {
			threshold = p.String() + " / " + j.String()
		}
		t.AppendRow([]any{i.Code, text(lang, [2]string{i.Name.Zh, i.Name.En}), threshold, text(lang, [2]string{i.Unit, i.UnitEn}), i.Text})
	}
	t.Render()
	for _, v := range e.Vetoes {
		fmt.Fprintf(c.Out, "%s  %s\n", v.Code, text(lang, [2]string{v.Text.Zh, v.Text.En}))
	}
	return nil
}
