package perceptron

const (
	k0 = 0x9E3779B97F4A7C15
	k1 = 0xD6E8FEB86659FD93
	k2 = 0xC2B2AE3D27D4EB4F
	k3 = 0xA0761D6478BD642F
)

// Atom makes a well-spread hash of a small number such as a tag.
func Atom(n int) uint64 {
	h := (uint64(n) + 1) * k2
	return (h ^ h>>29) * k3
}

// One, Two and Three name the row of a feature made of the template number t
// and the atoms a, b, c, in a table with this shift.
func One(shift uint, t, a uint64) uint32 { return uint32(((a ^ t*k0) * k1) >> shift) }

// Two is One for two atoms.
func Two(shift uint, t, a, b uint64) uint32 {
	return uint32((((a^t*k0)*k1 + b) * k2) >> shift)
}

// Three is One for three atoms.
func Three(shift uint, t, a, b, c uint64) uint32 {
	return uint32(((((a^t*k0)*k1+b)*k2 + c) * k3) >> shift)
}
