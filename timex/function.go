package timex

import "slices"

// function is one that expressions of rules may call. A parameter that is not
// given has no value.
type function struct {
	params []string
	eval   func(*evaluator, arguments) value
}

// arguments are what a function is given.
type arguments []namedValue

// namedValue is one argument.
type namedValue struct {
	name  string
	value value
}

// get returns an argument, no value where it is not given.
func (a arguments) get(name string) value {
	for i := range a {
		if a[i].name == name {
			return a[i].value
		}
	}
	return value{}
}

// functions are all that expressions may call. SYNTAX.md tells what they give.
func functions() map[string]function {
	return map[string]function{
		"date":     {[]string{"year", "month", "day", "weekday", "season", "quarter", "half", "side", "order", "of", "near"}, (*evaluator).date},
		"today":    {nil, (*evaluator).today},
		"feast":    {[]string{"day", "year"}, (*evaluator).feast},
		"usually":  {[]string{"weekday", "part"}, (*evaluator).usually},
		"nothing":  {nil, func(*evaluator, arguments) value { return value{} }},
		"decade":   {[]string{"year"}, (*evaluator).decade},
		"century":  {[]string{"n"}, (*evaluator).century},
		"shift":    {[]string{"from", "n", "unit", "half", "side"}, (*evaluator).shift},
		"ahead":    {[]string{"n", "unit", "half"}, (*evaluator).ahead},
		"period":   {[]string{"of", "n", "unit"}, (*evaluator).period},
		"within":   {[]string{"of", "n", "unit"}, (*evaluator).within},
		"nth":      {[]string{"n", "weekday", "unit", "of"}, (*evaluator).nth},
		"choose":   {[]string{"weekday", "month", "of"}, (*evaluator).inside},
		"same":     {[]string{"date", "unit"}, (*evaluator).same},
		"span":     {[]string{"from", "to"}, (*evaluator).span},
		"since":    {[]string{"date", "side"}, (*evaluator).since},
		"onward":   {[]string{"date"}, (*evaluator).onward},
		"until":    {[]string{"date"}, (*evaluator).until},
		"night":    {[]string{"from", "to"}, (*evaluator).night},
		"clock":    {[]string{"hour", "minute", "half", "part"}, (*evaluator).clockOf},
		"at":       {[]string{"date", "clock"}, (*evaluator).at},
		"part":     {[]string{"date", "part"}, (*evaluator).partOf},
		"duration": {[]string{"n", "unit", "half"}, (*evaluator).duration},
		"together": {[]string{"first", "second"}, (*evaluator).together},
		"each":     {[]string{"n", "unit"}, (*evaluator).each},
		"weekly":   {[]string{"weekday", "part"}, (*evaluator).weekly},
		"ref":      {[]string{"to"}, (*evaluator).ref},
	}
}

// checkExpression says what is wrong with an expression of a rule that captures
// these names.
func (c *compiler) checkExpression(e *expression, names map[string]bool) error {
	if e == nil || e.name == "" {
		return nil
	}
	if !e.call {
		if !isSymbol(e.name) && !names[e.name] {
			return e.failf("%q is neither captured by the patterns nor a symbol", e.name)
		}
		return nil
	}
	f, ok := c.g.functions[e.name]
	if !ok {
		return e.failf("there is no function %q", e.name)
	}
	for i, a := range e.args {
		if !slices.Contains(f.params, a.name) {
			return e.failf("%s has no parameter %q: %v", e.name, a.name, f.params)
		}
		if slices.ContainsFunc(e.args[:i], func(b argument) bool { return a.name == b.name }) {
			return e.failf("%s is given %q twice", e.name, a.name)
		}
		if err := c.checkExpression(a.value, names); err != nil {
			return err
		}
	}
	return nil
}
