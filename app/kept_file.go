package app

import (
	"context"
	"slices"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// KeptFile is a file that somebody sent and that is still kept. It is not looked into: what it may hold follows from who sent it.
type KeptFile struct {
	ID        string    `json:"id"`
	Filename  string    `json:"-"` // of the sender's making: shown to nobody else
	SentAt    time.Time `json:"sentAt"`
	Until     time.Time `json:"until"`     // when it is deleted at the latest, but for an import that waits
	IsAwaited bool      `json:"isAwaited"` // an import has yet to read it
}

// keptFiles are the files of which it is true.
func keptFiles(ctx context.Context, u *store.Unscoped, isTrue func(store.KeptUpload) bool) ([]KeptFile, error) {
	uploads, err := u.KeptUploads(ctx)
	if err != nil {
		return nil, err
	}
	files := []KeptFile{}
	for _, up := range uploads {
		if isTrue(up) {
			isOpen := func(i *models.Import) bool { return i.FinishedAt == nil }
			files = append(files, KeptFile{up.ID, up.Filename, up.CreatedAt, up.CreatedAt.Add(FilesKept), slices.ContainsFunc(up.Imports, isOpen)})
		}
	}
	return files, nil
}

// mayHold tells whether a file may hold rows of a county: its sender sees the county, or did when it asked for an import.
func mayHold(region string) func(store.KeptUpload) bool {
	return func(up store.KeptUpload) bool {
		has := func(root string) bool { return models.Within(region, root) }
		return up.Sender != nil && slices.ContainsFunc(auth.ViewerOf(up.Sender).RegionCodes, has) ||
			slices.ContainsFunc(up.Imports, func(i *models.Import) bool { return has(i.RegionCode) })
	}
}

// forgetFiles deletes files with what was found in their cells, and returns how many, and those that imports have yet to read.
func forgetFiles(ctx context.Context, u *store.Unscoped, files []KeptFile) (forgotten int, left []KeptFile, err error) {
	left = []KeptFile{}
	for _, f := range files {
		if f.IsAwaited {
			left = append(left, f)
			continue
		}
		if err := u.ForgetUpload(ctx, f.ID); err != nil {
			return 0, nil, err
		}
		forgotten++
	}
	return forgotten, left, nil
}
