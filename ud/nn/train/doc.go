// Package train fits the network of package nn to treebanks: Adam over gradients
// written by hand, in single precision.
//
// Every batch runs twice under different random masks; each of the two views
// aims at the gold tree and, in part, at what the other predicts, which keeps a
// small treebank from being learned by heart. A treebank has a vector of its own
// that is added to its words, so that treebanks may differ in their ways; the
// vector of one of them is built into what is shipped. The network also learns
// the scripts that make lemmas, as a further task only: what is shipped makes
// them by rules.
//
// The same sentences, settings and kernels give the same bytes, however many
// processors there are. Non-goals: reading files, and bringing labels to one set.
package train
