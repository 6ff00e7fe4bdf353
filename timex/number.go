package timex

// number reads a number at an atom: digits, also in groups ("10.000", "10 000"
// inside one token), or words ("dix-huit", "two hundred and fourteen"). It
// returns the atom after it; ok is false where there is none.
func (m *matcher) number(at int) (value int, end int, ok bool) {
	if m.atoms[at].num >= 0 {
		return m.digitNumber(at)
	}
	return m.wordNumber(at)
}

// digitNumber reads digits and the groups of three that follow.
func (m *matcher) digitNumber(at int) (value int, end int, ok bool) {
	value, end = int(m.atoms[at].num), at+1
	for end < len(m.atoms) {
		sep, group := end, end+1
		if m.atoms[end].num >= 0 && m.atoms[end].token == m.atoms[at].token { // a space inside the token
			sep, group = end-1, end
		} else if !m.atoms[sep].glued || m.atoms[sep].sign != '.' && m.atoms[sep].sign != ',' {
			break
		}
		if group >= len(m.atoms) || m.atoms[group].num < 0 || group > sep+1 || group != end && !m.atoms[group].glued {
			break
		}
		if m.atoms[group].digits != 3 || m.atoms[at].digits > 3 || value > 999_999 {
			return 0, 0, false // a decimal fraction
		}
		value, end = value*1000+int(m.atoms[group].num), group+1
	}
	return value, end, true
}

// wordNumber reads the words of a number. What multiplies takes all smaller
// parts before it: 2, 100 → 200; other parts must decrease: 20, 4 → 24.
func (m *matcher) wordNumber(at int) (value int, end int, ok bool) {
	var parts [8]int
	n := 0
	for next := at; next < len(m.atoms); {
		part, after, times := m.numberPart(next)
		if n > 0 && m.g.lex.words[m.atoms[next].word].opens {
			break // "two and a half"
		}
		if after == 0 {
			break
		}
		sum, first := 0, n
		for first > 0 && parts[first-1] < part {
			first--
			sum += parts[first]
		}
		switch {
		case times && first < n:
			part *= sum
		case first < n || n > 0 && !mayFollow(parts[n-1], part):
			after = 0 // "deux, trois": not one number
		}
		if after == 0 || first == len(parts) || part > 1_000_000_000 {
			break
		}
		parts[first] = part
		n, end = first+1, after
		next = m.afterLink(after)
	}
	for _, part := range parts[:n] {
		value += part
	}
	return value, end, n > 0
}

// mayFollow reports whether a part may be added to the one before it: 20, 4 and
// 60, 15 and 100, 20.
func mayFollow(before, part int) bool {
	for size := 1000; size >= 100; size /= 10 {
		if before%size == 0 {
			return part < size
		}
	}
	return before%10 == 0 && before >= 10 && part < 20
}

// numberPart reads one word of a number, or a pair such as "quatre-vingt".
// after is 0 where there is none.
func (m *matcher) numberPart(at int) (part, after int, times bool) {
	lex := &m.g.lex
	w := m.atoms[at].word
	if next := m.afterLink(at + 1); next < len(m.atoms) {
		if pair, ok := lex.pairs[[2]int32{w, m.atoms[next].word}]; ok {
			return int(pair), next + 1, false
		}
	}
	if lex.words[w].number < 0 {
		return 0, 0, false
	}
	return int(lex.words[w].number), at + 1, lex.words[w].times
}

// afterLink steps over a word that may link the parts of a number.
func (m *matcher) afterLink(at int) int {
	if at+1 < len(m.atoms) && m.g.lex.words[m.atoms[at].word].link {
		return at + 1
	}
	return at
}
