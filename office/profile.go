package office

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
)

// settings of a profile: no macros, nothing fetched from elsewhere.
var settings = [...]struct{ path, name, value string }{
	{"/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"},
	{"/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"},
	{"/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"},
	{"/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"},
	{"/org.openoffice.Office.Writer/Content/Update", "Link", "0"},
	{"/org.openoffice.Office.Calc/Content/Update", "Link", "2"},
}

// fonts stand in for those that papers name and that are not free: of the same kind, where they are installed.
var fonts = [...]struct{ named, instead string }{
	{"宋体", "Noto Serif CJK SC"}, {"黑体", "Noto Sans CJK SC"}, {"Times New Roman", "Liberation Serif"},
}

// writeFonts tells the program, by the folder that it takes for its user's home, which fonts stand in for others.
func writeFonts(home string) error {
	var b strings.Builder
	b.WriteString(xml.Header + `<!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>`)
	for _, f := range fonts {
		b.WriteString(`<alias binding="same"><family>` + f.named + `</family><prefer><family>` + f.named + `</family><family>` + f.instead + `</family></prefer></alias>`)
	}
	b.WriteString(`</fontconfig>`)
	dir := filepath.Join(home, ".config", "fontconfig")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "fonts.conf"), []byte(b.String()), 0o600)
}

// writeProfile prepares the folder that holds the settings of a run.
func writeProfile(dir string) error {
	var b strings.Builder
	b.WriteString(xml.Header + `<oor:items xmlns:oor="http://openoffice.org/2001/registry">`)
	for _, s := range settings {
		b.WriteString(`<item oor:path="` + s.path + `"><prop oor:name="` + s.name + `" oor:op="fuse"><value>` + s.value + `</value></prop></item>`)
	}
	b.WriteString(`</oor:items>`)
	user := filepath.Join(dir, "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(b.String()), 0o600)
}
