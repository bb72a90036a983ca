package graph

import (
	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/model"
)

func claimsRequest(in model.ClaimsInput) app.ClaimsRequest {
	return app.ClaimsRequest{RegionCode: in.RegionCode, Year: in.Year, Edition: text(in.Edition.Value()), Text: in.Text.Value(), UploadID: in.UploadID.Value()}
}
