package colleague

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// modelName returns the model that was asked for or, where none was, the only one
// that the server has.
func (r *Reader) modelName(ctx context.Context) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.model != "" {
		return r.model, checkName(r.model)
	}
	text, err := r.call(ctx, http.MethodGet, "/models", nil)
	if err != nil {
		return "", fmt.Errorf("asking which model there is: %w", err)
	}
	var list struct {
		Data []struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	if err := json.Unmarshal(text, &list); err != nil || len(list.Data) == 0 {
		return "", fmt.Errorf("it does not tell which model it has: name one")
	}
	if len(list.Data) > 1 {
		var names []string
		for _, m := range list.Data {
			names = append(names, m.ID)
		}
		return "", fmt.Errorf("name a model; it has %s", brief(strings.Join(names, ", ")))
	}
	if err := checkName(list.Data[0].ID); err != nil {
		return "", err
	}
	r.model = list.Data[0].ID
	return r.model, nil
}

// checkName reports what cannot stand in the ledger as a reader's name.
func checkName(model string) error {
	if model == "" || len(model) > longestName || brief(model) != model {
		return fmt.Errorf("%.40q is no model's name", model)
	}
	return nil
}
