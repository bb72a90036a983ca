package view

import "github.com/junheng/junheng/auth"

// Viewer is who is signed in.
type Viewer struct{ auth.Viewer }

// ViewerID is the id of the viewer.
func ViewerID(v *Viewer) string { return id("Viewer", v.AccountID) }

// Name for people; nil for none.
func (v *Viewer) Name() *string { return given(v.Viewer.Name) }
