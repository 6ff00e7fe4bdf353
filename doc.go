// Package credence is the root of a program that reads news for diplomatic
// acts. An article goes through its packages in one direction:
//
//	article → ud → (gazetteer, timex) → discourse → act
//
// The command is cmd/credence; docs/ARCHITECTURE.md tells the whole.
package credence
