package cli

import (
	"strconv"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/credence-project/credence/follow"
)

// followMetrics is what Prometheus is told of a follower.
type followMetrics struct {
	registry *prometheus.Registry
	events   *prometheus.CounterVec
	answers  *prometheus.CounterVec
	bytes    prometheus.Counter
	hopeless prometheus.Counter
	lost     atomic.Int64 // as hopeless, for the exit status
}

func newFollowMetrics() *followMetrics {
	counter := func(name, help string) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Name: name, Help: help})
	}
	m := &followMetrics{
		registry: prometheus.NewRegistry(),
		events:   prometheus.NewCounterVec(prometheus.CounterOpts{Name: "credence_follow_total", Help: "What happened: feeds read, unchanged or failed; articles and revisions handed on; pages looked at again or not to be had; entries not read."}, []string{"event"}),
		answers:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "credence_follow_answers_total", Help: "Answers of servers, by their status."}, []string{"status"}),
		bytes:    counter("credence_follow_bytes_total", "Bytes of what was got, unpacked."),
		hopeless: counter("credence_follow_unreadable_total", "Articles passed over because they cannot be read."),
	}
	m.registry.MustRegister(m.events, m.answers, m.bytes, m.hopeless)
	return m
}

// happened counts what happened.
func (m *followMetrics) happened(what follow.Happened) { m.events.WithLabelValues(string(what)).Inc() }

// answer counts an answer. Servers can answer any number: those that HTTP does not know are one.
func (m *followMetrics) answer(_ string, status int, bytes int64) {
	label := "other"
	if status >= 100 && status < 600 {
		label = strconv.Itoa(status)
	}
	m.answers.WithLabelValues(label).Inc()
	m.bytes.Add(float64(bytes))
}
