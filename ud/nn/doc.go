// Package nn tags and parses sentences with a small recurrent network: for each
// word a part of speech with features, a lemma, a head and a relation.
//
// A word's vector is the sum of learned vectors of what its spelling shows (the
// word, its first and last letters, its shape) and of what a dictionary says
// that it can be, where the language has one. Simple recurrent layers run over
// the sentence in both directions; from their output one small layer scores
// tags, and a product of two views of it scores every pair of words as
// dependent and head, from which the best tree is read.
//
// Weights are integers of seven or eight bits and products are summed in
// integers, or in floats in one order, so that the same words give the same
// trees on every machine; on amd64 with AVX2 the inner loops are assembly.
//
// Non-goals: splitting text, and training (package train below this one).
package nn
