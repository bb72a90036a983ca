package graph

import "time"

// HavePatience changes how long a plain request may take, so that tests need not wait.
func (h *Handler) HavePatience(d time.Duration) { h.patience = d }

// MostMisses is how many things a minute may be missed without an alarm.
const MostMisses = mostMisses

// Present is the outside of an error.
var Present = present
