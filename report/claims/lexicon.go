package claims

import "github.com/junheng/junheng/indicator"

// sort is what a word does for the numbers near it.
type sort int

const (
	filler   sort = iota // says nothing of which number is meant: 为, 共有, 达到
	topic                // names what is counted
	stranger             // names something that the data does not hold
	aspect               // which number of a topic: coefficient, mean, share, growth
	stageOf              // 小学 or 初中
	yearOf
	areaOf // one of the four areas
	subjectOf
	schoolOf
	hint    // tells facts of one topic apart
	blocker // what follows is planned, new or a part that the data does not know
	limit   // what follows is a threshold
	each    // 分别
	clause  // ，；：
	stop    // 。！？
	listing // 、和
	numeral
)

// Aspects.
const (
	meanAspect   = "mean"
	cvAspect     = "cv"
	shareAspect  = "share"
	growthAspect = "growth"
	fallAspect   = "fall"
	diffAspect   = "diff"
	levelAspect  = "level" // 提高到: the number itself, not its growth
)

// word is what the lexicon knows of a word. A word may name a topic and a stage at once: 小学生.
type word struct {
	sort  sort
	tag   string
	stage indicator.Stage
	area  indicator.Area
}

// entry is words of one meaning.
type entry struct {
	word  word
	words []string
}

// lexicon is a trie of runes.
type lexicon struct {
	next map[rune]*lexicon
	word *word
}

func (l *lexicon) add(text string, w word) {
	for _, r := range text {
		r = plain(r)
		if l.next == nil {
			l.next = map[rune]*lexicon{}
		}
		if l.next[r] == nil {
			l.next[r] = &lexicon{}
		}
		l = l.next[r]
	}
	if l.word == nil {
		l.word = &w
	}
}

// longest finds the longest word that begins at i; nil for none.
func (l *lexicon) longest(s []rune, i int) (found *word, end int) {
	for i < len(s) {
		if l = l.next[s[i]]; l == nil {
			return found, end
		}
		i++
		if l.word != nil {
			found, end = l.word, i
		}
	}
	return found, end
}

// newLexicon holds the words of every text.
func newLexicon() *lexicon {
	l := &lexicon{}
	for _, e := range vocabulary {
		for _, text := range e.words {
			l.add(text, e.word)
		}
	}
	return l
}
