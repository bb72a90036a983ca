package auth

import (
	"crypto/subtle"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
)

// Codes of authenticators are those of RFC 6238 as every app knows them: SHA-1, six digits, a new one every 30 seconds.
const (
	stepSeconds = 30
	skew        = 1 // steps before and after that pass too: clocks differ, and typing takes time
	codeDigits  = otp.DigitsSix
)

// NewSecondFactor is a random secret for an authenticator, in base32, and the otpauth URI from which apps read it.
func NewSecondFactor(username string) (secret, uri string, err error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Junheng", AccountName: username, Period: stepSeconds, Digits: codeDigits, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		return "", "", err
	}
	return key.Secret(), key.URL(), nil
}

// CodeAt is the code of a secret at a time.
func CodeAt(secret string, at time.Time) (string, error) {
	return codeOf(secret, at.Unix()/stepSeconds)
}

// StepOfCode is the step, in 30 seconds since 1970, whose code this is; 0 where it is the code of none that passes now. Blanks do
// not count: apps show codes in two groups.
func StepOfCode(secret, code string, now time.Time) (step int64, err error) {
	code = strings.Join(strings.Fields(code), "")
	current := now.Unix() / stepSeconds
	for s := current - skew; s <= current+skew; s++ {
		want, err := codeOf(secret, s)
		if err != nil {
			return 0, err
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			step = s // of two that are the same by chance the later, so that neither passes again
		}
	}
	return step, nil
}

func codeOf(secret string, step int64) (string, error) {
	return hotp.GenerateCodeCustom(secret, uint64(step), hotp.ValidateOpts{Digits: codeDigits, Algorithm: otp.AlgorithmSHA1})
}
