package auth

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"errors"
)

// ErrSeal is returned for what was not sealed with any of the keys, or not for this owner.
var ErrSeal = errors.New("sealed with none of the signing keys given")

// Seal encrypts a text that the database keeps for an owner, with a key made of the newest signing key.
func (k *Keys) Seal(text, owner string) string {
	aead := sealing(k.Secrets(sealPurpose)[0])
	return base64.RawStdEncoding.EncodeToString(aead.Seal(nil, nil, []byte(text), []byte(owner)))
}

// Unseal is the text that Seal encrypted for the owner, or ErrSeal. isOld tells that it was with another key than the newest.
func (k *Keys) Unseal(sealed, owner string) (text string, isOld bool, err error) {
	b, err := base64.RawStdEncoding.DecodeString(sealed)
	if err != nil {
		return "", false, ErrSeal
	}
	for i, secret := range k.Secrets(sealPurpose) {
		if plain, err := sealing(secret).Open(nil, nil, b, []byte(owner)); err == nil {
			return string(plain), i > 0, nil
		}
	}
	return "", false, ErrSeal
}

const sealPurpose = "sealed texts"

// sealing is AES-256 in GCM with a random nonce in front.
func sealing(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic("a secret has 32 bytes: " + err.Error())
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic("AES has blocks of 16 bytes: " + err.Error())
	}
	return aead
}
