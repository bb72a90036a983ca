package store

import (
	"bytes"
	"context"
	"io"
	"time"

	"github.com/junheng/junheng/models"
)

// ReadUpload is the content of an upload, or ErrNotFound when it is forgotten; its user has found the upload through the scope.
func (u *Unscoped) ReadUpload(ctx context.Context, id string) (*bytes.Reader, error) {
	chunks, err := scan[models.UploadChunk](u.db.WithContext(ctx).Model(&models.UploadChunk{}).Where("upload_id = ?", id).Order("position"))
	if err != nil {
		return nil, err
	}
	if len(chunks) == 0 {
		return nil, ErrNotFound
	}
	var b bytes.Buffer
	for _, c := range chunks {
		b.Write(c.Data)
	}
	return bytes.NewReader(b.Bytes()), nil
}

// uploadChunk is the size of the pieces of an upload: well below what a MySQL server takes in one packet by default.
const uploadChunk = 256 << 10

// KeepUpload writes an upload's content in pieces.
func (t *Tx) KeepUpload(ctx context.Context, u *models.Upload, content io.Reader) error {
	if err := t.db.WithContext(ctx).Create(u).Error; err != nil {
		return err
	}
	for position := 0; ; position++ {
		piece := make([]byte, uploadChunk)
		n, err := io.ReadFull(content, piece)
		if n > 0 {
			if err := t.db.WithContext(ctx).Create(&models.UploadChunk{UploadID: u.ID, Position: position, Data: piece[:n]}).Error; err != nil {
				return err
			}
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// KeptUpload is a file that is still kept, with who sent it and what was to be done with it.
type KeptUpload struct {
	*models.Upload
	Sender  *models.Account // nil: the account is not there
	Imports []*models.Import
}

// KeptUploads are all files that are kept, the oldest first, without their contents: a person's name may be in anybody's file.
func (u *Unscoped) KeptUploads(ctx context.Context) ([]KeptUpload, error) {
	db := u.db.WithContext(ctx)
	uploads, err := scan[models.Upload](db.Model(&models.Upload{}).Order("created_at, id"))
	if err != nil {
		return nil, err
	}
	senders, err := findAll[models.Account](db.Where("id IN (?)", db.Model(&models.Upload{}).Select("account_id")))
	if err != nil {
		return nil, err
	}
	imports, err := scan[models.Import](db.Model(&models.Import{}).Where("upload_id IN (?)", db.Model(&models.Upload{}).Select("id")))
	if err != nil {
		return nil, err
	}
	accounts := make(map[string]*models.Account, len(senders))
	for _, s := range senders {
		accounts[s.ID] = s
	}
	list := make([]KeptUpload, len(uploads))
	at := make(map[string]*KeptUpload, len(uploads))
	for i, up := range uploads {
		list[i] = KeptUpload{Upload: up, Sender: accounts[up.AccountID]}
		at[up.ID] = &list[i]
	}
	for _, i := range imports {
		if k := at[i.UploadID]; k != nil { // nil: sent since
			k.Imports = append(k.Imports, i)
		}
	}
	return list, nil
}

// ImportsBy are all imports that an account asked for, the oldest first: whoever asks for a copy of its account's data may know them.
func (u *Unscoped) ImportsBy(ctx context.Context, account string) ([]*models.Import, error) {
	return scan[models.Import](u.db.WithContext(ctx).Model(&models.Import{}).Where("account_id = ?", account).Order("created_at, id"))
}

// OldUploads are the uploads from before a time that no import waits for, the oldest first: what is deleted belongs to nobody.
func (u *Unscoped) OldUploads(ctx context.Context, before time.Time) (ids []string, err error) {
	db := u.db.WithContext(ctx)
	open := db.Model(&models.Import{}).Select("upload_id").Where("finished_at IS NULL")
	err = db.Model(&models.Upload{}).Where("created_at < ? AND id NOT IN (?)", before, open).Order("created_at").Pluck("id", &ids).Error
	return ids, err
}

// ForgetUpload deletes an upload and what was found in its cells.
func (u *Unscoped) ForgetUpload(ctx context.Context, id string) error {
	db := u.db.WithContext(ctx)
	imports := db.Model(&models.Import{}).Select("id").Where("upload_id = ?", id)
	if err := db.Where("import_id IN (?)", imports).Delete(&models.ImportIssue{}).Error; err != nil {
		return err
	}
	if err := db.Where("upload_id = ?", id).Delete(&models.UploadChunk{}).Error; err != nil {
		return err
	}
	return db.Where("id = ?", id).Delete(&models.Upload{}).Error
}
