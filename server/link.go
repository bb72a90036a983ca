package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/store"
)

// Kinds of downloads.
const (
	countyWorkbook = "county"
	markedWorkbook = "import"
	unitList       = "units"
	countyPaper    = "paper"
)

// links are short-lived and good for one account: the signature covers what is linked, for whom, and until when.
type links struct{ secrets [][]byte } // newest first: it signs, each of them verifies

// CountyWorkbook links to a county's workbook.
func (l *links) CountyWorkbook(v auth.Viewer, regionCode string) string {
	return l.link(countyWorkbook, regionCode, v.AccountID, time.Now().Add(downloadTime))
}

// MarkedWorkbook links to an import's workbook with its findings marked.
func (l *links) MarkedWorkbook(v auth.Viewer, importID string) string {
	return l.link(markedWorkbook, importID, v.AccountID, time.Now().Add(downloadTime))
}

// Units links to a list of units.
func (l *links) Units(v auth.Viewer, e graph.UnitsExport) string { return l.asking(unitList, v, e) }

// Paper links to a paper, which is made when it is fetched.
func (l *links) Paper(v auth.Viewer, in app.PaperRequest) string { return l.asking(countyPaper, v, in) }

// asking is a link in which stands what is asked for.
func (l *links) asking(kind string, v auth.Viewer, what any) string {
	text, err := json.Marshal(what)
	if err != nil {
		panic("what is asked for is texts and numbers: " + err.Error())
	}
	return l.link(kind, base64.RawURLEncoding.EncodeToString(text), v.AccountID, time.Now().Add(downloadTime))
}

// asked reads what a link asks for.
func asked[T any](key string) (what T, err error) {
	text, err := base64.RawURLEncoding.DecodeString(key)
	if err != nil || json.Unmarshal(text, &what) != nil {
		return what, store.ErrNotFound
	}
	return what, nil
}

func (l *links) link(kind, key, account string, until time.Time) string {
	end := strconv.FormatInt(until.Unix(), 10)
	q := url.Values{"for": {account}, "until": {end}, "signature": {sign(l.secrets[0], kind, key, account, end)}}
	return "/downloads/" + kind + "/" + url.PathEscape(key) + "?" + q.Encode()
}

func sign(secret []byte, parts ...string) string {
	m := hmac.New(sha256.New, secret)
	m.Write([]byte(strings.Join(parts, "\x00")))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// account is whom a link is good for; empty when it is not good.
func (l *links) account(kind, key string, q url.Values, now time.Time) string {
	account, end := q.Get("for"), q.Get("until")
	until, err := strconv.ParseInt(end, 10, 64)
	isSigned := slices.ContainsFunc(l.secrets, func(secret []byte) bool {
		return hmac.Equal([]byte(q.Get("signature")), []byte(sign(secret, kind, key, account, end)))
	})
	if err != nil || !isSigned || now.Unix() > until {
		return ""
	}
	return account
}
