package words

// Tags are the universal parts of speech; a Word holds the index of its own.
var Tags = [...]string{
	"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
	"PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
}

// The indices of those tags that code asks for.
const (
	NOUN  = 7
	PROPN = 11
	X     = 16
)

// TagIndex returns the index of a universal part of speech, that of X for an
// unknown one.
func TagIndex(name string) uint8 {
	for i, t := range Tags {
		if t == name {
			return uint8(i)
		}
	}
	return X
}
