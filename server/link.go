package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
)

// Kinds of downloads.
const (
	countyWorkbook = "county"
	markedWorkbook = "import"
	unitList       = "units"
)

// links are short-lived and good for one account: the signature covers what is linked, for whom, and until when.
type links struct{ secret []byte }

// CountyWorkbook links to a county's workbook.
func (l *links) CountyWorkbook(v auth.Viewer, regionCode string) string {
	return l.link(countyWorkbook, regionCode, v.AccountID, time.Now().Add(downloadTime))
}

// MarkedWorkbook links to an import's workbook with its findings marked.
func (l *links) MarkedWorkbook(v auth.Viewer, importID string) string {
	return l.link(markedWorkbook, importID, v.AccountID, time.Now().Add(downloadTime))
}

// Units links to a list of units; what is asked for stands in the link itself.
func (l *links) Units(v auth.Viewer, e graph.UnitsExport) string {
	asked, err := json.Marshal(e)
	if err != nil {
		panic("filters and orders are texts and numbers: " + err.Error())
	}
	return l.link(unitList, base64.RawURLEncoding.EncodeToString(asked), v.AccountID, time.Now().Add(downloadTime))
}

func (l *links) link(kind, key, account string, until time.Time) string {
	end := strconv.FormatInt(until.Unix(), 10)
	q := url.Values{"for": {account}, "until": {end}, "signature": {l.sign(kind, key, account, end)}}
	return "/downloads/" + kind + "/" + url.PathEscape(key) + "?" + q.Encode()
}

func (l *links) sign(parts ...string) string {
	m := hmac.New(sha256.New, l.secret)
	m.Write([]byte(strings.Join(parts, "\x00")))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// account is whom a link is good for; empty when it is not good.
func (l *links) account(kind, key string, q url.Values, now time.Time) string {
	account, end := q.Get("for"), q.Get("until")
	until, err := strconv.ParseInt(end, 10, 64)
	signed := hmac.Equal([]byte(q.Get("signature")), []byte(l.sign(kind, key, account, end)))
	if err != nil || !signed || now.Unix() > until {
		return ""
	}
	return account
}
