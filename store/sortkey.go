package store

import (
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// sortKeyLimit is how many bytes of a sort key are kept: some twenty characters; the code decides between equal ones.
const sortKeyLimit = 240

var collators = sync.Pool{New: func() any { return collate.New(language.MustParse("zh-u-co-pinyin")) }}

// SortKey is a name's key in pinyin order, the same on every database.
func SortKey(name string) []byte {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var b collate.Buffer
	key := c.KeyFromString(&b, name)
	return append([]byte(nil), key[:min(len(key), sortKeyLimit)]...)
}
