package perceptron

// Learner is a classifier in training: an averaged perceptron.
type Learner struct {
	Lanes  int
	shift  uint
	w      []float32 // current weights, row by row
	sum    []float64 // Σ step × change, from which the average over all steps follows
	step   float64
	counts []uint8
	minCnt uint8
}

// NewLearner returns a learner of 2^logRows rows. A feature takes part once it
// has been met minCount times (0 or 1: from the start).
func NewLearner(logRows, lanes, minCount int) *Learner {
	rows := 1 << logRows
	return &Learner{
		Lanes: lanes, shift: uint(64 - logRows),
		w: make([]float32, rows*lanes), sum: make([]float64, rows*lanes),
		step: 1, counts: make([]uint8, rows), minCnt: uint8(minCount),
	}
}

// Shift is what One, Two and Three need to name rows of this learner.
func (l *Learner) Shift() uint { return l.shift }

// Score sums the rows idx into scores.
func (l *Learner) Score(idx []uint32, scores []float32) {
	clear(scores)
	for _, i := range idx {
		row := l.w[int(i)*l.Lanes:][:len(scores)]
		for k, w := range row {
			scores[k] += w
		}
	}
}

// Step counts one decision; the average is taken over decisions.
func (l *Learner) Step() { l.step++ }

// Update moves the weights of the features idx towards class good and away
// from class bad.
func (l *Learner) Update(idx []uint32, good, bad int) {
	for _, i := range idx {
		if l.counts[i] < l.minCnt {
			l.counts[i]++
			continue
		}
		l.add(int(i)*l.Lanes+good, 1)
		l.add(int(i)*l.Lanes+bad, -1)
	}
}

func (l *Learner) add(at int, by float32) {
	l.w[at] += by
	l.sum[at] += l.step * float64(by)
}

// Average replaces the weights by their average over all steps. Training ends
// with it.
func (l *Learner) Average() {
	for k := range l.w {
		l.w[k] -= float32(l.sum[k] / l.step)
	}
	l.sum = nil
}

// Quantise returns the weights as the bytes of a Table, scaled so that all but
// one in 100,000 of those that are not zero fit.
func (l *Learner) Quantise() []byte {
	scale := 127 / l.reach()
	data := make([]byte, len(l.w))
	for k, w := range l.w {
		data[k] = byte(quantise(w*scale) + bias)
	}
	return data
}

func quantise(w float32) int {
	switch {
	case w >= 127:
		return 127
	case w <= -128:
		return -128
	case w >= 0:
		return int(w + 0.5)
	default:
		return -int(-w + 0.5)
	}
}

// reach is the size of weight that only one in 100,000 exceeds.
func (l *Learner) reach() float32 {
	var histogram [64 << 10]int
	n, top := 0, float32(0)
	for _, w := range l.w {
		top = max(top, w, -w)
	}
	if top == 0 {
		return 1
	}
	for _, w := range l.w {
		if w != 0 {
			histogram[int(max(w, -w)/top*float32(len(histogram)-1))]++
			n++
		}
	}
	over := 0
	for k := len(histogram) - 1; k > 0; k-- {
		if over += histogram[k]; over > n/100000 {
			return top * float32(k+1) / float32(len(histogram)-1)
		}
	}
	return top
}

// LogRows is the binary logarithm of the number of rows.
func (l *Learner) LogRows() int { return 64 - int(l.shift) }

// Table returns the quantised weights ready to be used.
func (l *Learner) Table() (*Table, error) { return NewTable(l.Quantise(), l.Lanes) }
