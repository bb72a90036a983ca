package store

import (
	"fmt"
	"slices"
	"sync"

	"gorm.io/gorm/schema"

	"github.com/junheng/junheng/models"
)

// TableNames are the names of all tables of the models, in order.
func TableNames() []string {
	var names []string
	for _, model := range models.Tables() {
		s, err := schema.Parse(model, &sync.Map{}, schema.NamingStrategy{})
		if err != nil {
			panic(fmt.Sprintf("models are known when the program is built: %v", err))
		}
		names = append(names, s.Table)
	}
	slices.Sort(names)
	return names
}
