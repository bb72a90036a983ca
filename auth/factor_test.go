package auth_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/auth"
)

// The test vectors of RFC 6238, appendix B, for SHA-1, of which six digits are the last.
func TestCodesAreThoseOfRFC6238(t *testing.T) {
	const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" // 12345678901234567890
	for unix, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		at := time.Unix(unix, 0)
		if got, err := auth.CodeAt(secret, at); err != nil || got != want {
			t.Errorf("at %d: got %s, %v, want %s", unix, got, err, want)
		}
		for _, code := range []string{want, want[:3] + " " + want[3:]} {
			if step, err := auth.StepOfCode(secret, code, at); err != nil || step != unix/30 {
				t.Errorf("at %d: got step %d, %v", unix, step, err)
			}
		}
		for _, code := range []string{"", "0", want + "0", want[1:], strings.Repeat("9", 1000), "１２３４５６"} {
			if step, err := auth.StepOfCode(secret, code, at); err != nil || step != 0 {
				t.Errorf("%q at %d: got step %d, %v", code, unix, step, err)
			}
		}
	}
}

func TestAuthenticatorsAreToldOneSecret(t *testing.T) {
	secret, uri, err := auth.NewSecondFactor("bureau.420107")
	if err != nil {
		t.Fatal(err)
	}
	if len(secret) != 32 || !strings.HasPrefix(uri, "otpauth://totp/Junheng:bureau.420107?") || !strings.Contains(uri, "secret="+secret) || !strings.Contains(uri, "issuer=Junheng") {
		t.Errorf("got %s, %s", secret, uri)
	}
	if other, _, _ := auth.NewSecondFactor("bureau.420107"); other == secret {
		t.Error("two secrets are the same")
	}
}

func TestSealedTextsOpenForTheirOwnerAlone(t *testing.T) {
	older, newer := auth.GenerateKeys(), auth.GenerateKeys()
	keys := func(text string) *auth.Keys {
		k, err := auth.ParseKeys(text)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	sealed := keys(older).Seal("secret", "a")
	if strings.Contains(sealed, "secret") || sealed == keys(older).Seal("secret", "a") {
		t.Errorf("sealed as %s", sealed)
	}
	for _, test := range []struct {
		name, keys, sealed, owner string
		isOld, opens              bool
	}{
		{"with its key", older, sealed, "a", false, true},
		{"with its key behind a newer", newer + "," + older, sealed, "a", true, true},
		{"with another key", newer, sealed, "a", false, false},
		{"for somebody else", older, sealed, "b", false, false},
		{"cut short", older, sealed[:8], "a", false, false},
		{"not sealed", older, "not base64!", "a", false, false},
	} {
		text, isOld, err := keys(test.keys).Unseal(test.sealed, test.owner)
		if test.opens != (err == nil) || isOld != test.isOld || test.opens != (text == "secret") {
			t.Errorf("%s: got %q, %t, %v", test.name, text, isOld, err)
		}
		if err != nil && !errors.Is(err, auth.ErrSeal) {
			t.Errorf("%s: got %v", test.name, err)
		}
	}
}
