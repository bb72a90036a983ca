package trial_test
import "testing"
func TestSmoke(t *testing.T) {
	w := newWorld(t, "sqlite", 4)
	t.Logf("%v", w.data(w.token("bureau"), `{schools{totalCount} viewer{username}}`, nil))
	t.Log(w.stop())
}
