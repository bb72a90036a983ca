package claims_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/junheng/junheng/report"
	"github.com/junheng/junheng/report/claims"
)

func TestReadOfReports(t *testing.T) {
	_, p := source(t, 2023)
	var own bytes.Buffer
	if _, err := report.WriteReport(&own, p); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		content []byte
		want    error
	}{
		{"the own report", own.Bytes(), nil},
		{"a text", []byte("学校46所。"), nil},
		{"a text with a mark at its head", []byte("\ufeff学校46所。"), nil},
		{"nothing", nil, nil},
		{"another encoding", []byte{0xd6, 0xd0, 0xce, 0xc4}, claims.ErrNotText},
		{"bytes of a program", []byte("MZ\x00\x01"), claims.ErrNotText},
		{"an archive that is no document", []byte("PK\x03\x04and nothing"), claims.ErrNotText},
		{"a long text", bytes.Repeat([]byte("a"), claims.MaxText+1), claims.ErrTooLarge},
		{"a large document", append([]byte("PK\x03\x04"), make([]byte, claims.MaxFile)...), claims.ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, err := claims.Read(c.content)
			if !errors.Is(err, c.want) || (err != nil && list != nil) || (c.want == nil && len(c.content) > 0 && len(list) == 0) {
				t.Errorf("got %d paragraphs, %v", len(list), err)
			}
		})
	}
}
