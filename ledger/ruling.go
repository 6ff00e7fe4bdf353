package ledger

// word is what judgements and reviews have in common: who spoke, in which
// order, and whether a later one takes it back.
type word interface {
	number() (seq, undoes int64)
	rank() rank
}

// rank tells whose word counts: that of the highest rank, and of those the last.
type rank int

const (
	doubted  rank = iota + 1 // a reader's who reads otherwise
	leftOpen                 // a person's who looked and did not decide
	ofProgram
	ofPerson
)

func (j Judgement) number() (seq, undoes int64) { return j.Seq, j.Undoes }
func (r Review) number() (seq, undoes int64)    { return r.Seq, r.Undoes }

func (j Judgement) rank() rank {
	if j.By == ByRule {
		return ofProgram
	}
	return ofPerson
}

func (r Review) rank() rank {
	switch {
	case r.doubts():
		return doubted
	case !r.Person:
		return ofProgram
	case r.Decision == Unsure:
		return leftOpen
	}
	return ofPerson
}

// ruling returns the word that counts of those about one thing, in order, nil
// where none does. What is itself undone undoes nothing.
func ruling[W word](words []W) *W {
	var best *W
	var top rank
	var undone []int64
	for n := len(words) - 1; n >= 0; n-- {
		seq, undoes := words[n].number()
		switch r := words[n].rank(); {
		case holds(undone, seq):
		case undoes != 0:
			undone = append(undone, undoes)
		case r == ofPerson:
			return &words[n]
		case r > top:
			best, top = &words[n], r
		}
	}
	return best
}

// Ruling returns the review that counts of what people decided about an
// assertion: the last Accept, Reject or Correct that is not undone, else the last
// Unsure, else nil. The reviews are all those of the assertion, in order.
func Ruling(reviews []Review) *Review {
	var people []Review
	for _, r := range reviews {
		if r.Person {
			people = append(people, r)
		}
	}
	return ruling(people)
}

// TakenOut returns the review that leaves an assertion out of the answers: that of a
// person, else that of a reader who did not find it again; nil where none does. The
// reviews are all those of the assertion, in order.
func TakenOut(reviews []Review) *Review {
	if r := ruling(reviews); r != nil && (r.takesOut() || r.Decision == Supersede) {
		return r
	}
	return nil
}

// takesOut reports whether a review, if it counts, leaves its assertion out of
// the answers by the will of a person.
func (r *Review) takesOut() bool {
	return r != nil && (r.Decision == Reject || r.Decision == Correct)
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
