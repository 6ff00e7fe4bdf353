package ledger

// word is what judgements and reviews have in common: who spoke, in which
// order, and whether a later one takes it back.
type word interface {
	number() (seq, undoes int64)
	person() bool
}

func (j Judgement) number() (seq, undoes int64) { return j.Seq, j.Undoes }
func (j Judgement) person() bool                { return j.By != ByRule }
func (r Review) number() (seq, undoes int64)    { return r.Seq, r.Undoes }
func (r Review) person() bool                   { return r.Decision != Supersede }

// ruling returns the word that counts of those about one thing, in order: the
// last of a person that is not undone, else the last of a program, else nil.
// What is itself undone undoes nothing.
func ruling[W word](words []W) *W {
	var program *W
	var undone []int64
	for n := len(words) - 1; n >= 0; n-- {
		seq, undoes := words[n].number()
		switch {
		case holds(undone, seq):
		case undoes != 0:
			undone = append(undone, undoes)
		case words[n].person():
			return &words[n]
		case program == nil:
			program = &words[n]
		}
	}
	return program
}

// holds reports whether a number is among few.
func holds(numbers []int64, number int64) bool {
	for _, n := range numbers {
		if n == number {
			return true
		}
	}
	return false
}
