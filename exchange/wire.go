package exchange

import (
	"encoding/json"
	"fmt"

	"github.com/credence-project/credence/act"
)

// wireParties are parties as {"id","text"}, or as plain ids.
type wireParties []act.RecordParty

// UnmarshalJSON reads either form.
func (p *wireParties) UnmarshalJSON(text []byte) error {
	list, err := eitherForm(text, func(id string) act.RecordParty { return act.RecordParty{ID: id} })
	if err != nil {
		return fmt.Errorf("parties: %w", err)
	}
	*p = list
	return nil
}

// wireMentions are other places as {"start","end","quote"}, or as plain quotes.
type wireMentions []act.RecordSpan

// UnmarshalJSON reads either form.
func (m *wireMentions) UnmarshalJSON(text []byte) error {
	list, err := eitherForm(text, func(quote string) act.RecordSpan { return act.RecordSpan{Quote: quote} })
	if err != nil {
		return fmt.Errorf("mentions: %w", err)
	}
	*m = list
	return nil
}

// eitherForm reads a list, or a single one, of objects or strings.
func eitherForm[T any](text []byte, of func(string) T) ([]T, error) {
	var items []json.RawMessage
	if json.Unmarshal(text, &items) != nil {
		items = []json.RawMessage{text}
	}
	var list []T
	for _, item := range items {
		if string(item) == "null" {
			continue
		}
		var plain string
		if json.Unmarshal(item, &plain) == nil {
			list = append(list, of(plain))
			continue
		}
		var x T
		if err := json.Unmarshal(item, &x); err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, nil
}
