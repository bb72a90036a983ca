package workbook

import (
	"regexp"
	"strings"
	"time"
)

// digitRuns are what identity and mobile numbers look like; a run that letters or more digits adjoin is something else, as the
// hash of a number is.
var digitRuns = regexp.MustCompile(`[0-9A-Za-z]{11,}`)

// personalNumber is the code of a text that holds such a number, which no finding repeats.
const personalNumber = "PERSONAL_NUMBER"

// HoldsPersonalNumber tells whether a valid identity number of 18 digits (GB 11643) or a mobile number of 11, with or without
// 86 before it, stands in a text: nobody is to be known here by either.
func HoldsPersonalNumber(text string) bool {
	for _, run := range digitRuns.FindAllString(fold(text), -1) {
		if isIdentityNumber(run) || isMobileNumber(run) {
			return true
		}
	}
	return false
}

// isIdentityNumber checks the birthday and the last character, which ISO 7064 MOD 11-2 makes of the seventeen before it.
func isIdentityNumber(s string) bool {
	if len(s) != 18 || s[0] < '1' || s[0] > '8' {
		return false
	}
	sum := 0
	for i := range 17 {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		sum = (sum + int(s[i]-'0')) * 2 % 11 // the weight of a digit is 2 to the number of characters after it
	}
	born, err := time.Parse("20060102", s[6:14])
	return err == nil && born.Year() >= 1900 && "10X98765432"[sum] == strings.ToUpper(s)[17]
}

func isMobileNumber(s string) bool {
	if len(s) == 13 {
		s = strings.TrimPrefix(s, "86")
	}
	return len(s) == 11 && s[0] == '1' && s[1] >= '3' && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}
