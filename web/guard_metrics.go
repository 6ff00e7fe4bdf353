package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are counts and times, and tell nothing of what is asked or by whom.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	times    *prometheus.HistogramVec
	refused  *prometheus.CounterVec
	signIns  *prometheus.CounterVec
	open     prometheus.Gauge
	panics   prometheus.Counter
}

func newMetrics(version string) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "credence_http_requests_total", Help: "Requests answered."}, []string{"route", "method", "status"}),
		times: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "credence_http_request_seconds", Help: "Time to answer a request.", Buckets: []float64{.002, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10, 30},
		}, []string{"route"}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "credence_http_refused_total", Help: "Requests refused, by reason."}, []string{"reason"}),
		signIns: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "credence_sign_ins_total", Help: "Attempts to sign in."}, []string{"result"}),
		open:    prometheus.NewGauge(prometheus.GaugeOpts{Name: "credence_http_requests_open", Help: "Requests that are being answered."}),
		panics:  prometheus.NewCounter(prometheus.CounterOpts{Name: "credence_http_panics_total", Help: "Pages that panicked."}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "credence_build_info", Help: "The version that runs.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	m.registry.MustRegister(m.requests, m.times, m.refused, m.signIns, m.open, m.panics, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// answered counts a request.
func (m *metrics) answered(method, route string, status int, took time.Duration) {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions:
	default:
		method = "other" // what clients write must not become series
	}
	if _, path, ok := strings.Cut(route, " "); ok {
		route = path
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.times.WithLabelValues(route).Observe(took.Seconds())
}

// signs gives addresses to what tells of the server itself.
func (s *Server) signs() {
	s.mux.Handle("GET /metrics", promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{DisableCompression: true}))
	s.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plainly(w, http.StatusOK, "ok") })
	s.mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if _, err := s.Ledger.Latest(ctx); err != nil {
			s.Log.ErrorContext(ctx, "the ledger does not answer", "error", err)
			plainly(w, http.StatusServiceUnavailable, "the ledger does not answer")
			return
		}
		plainly(w, http.StatusOK, "ok")
	})
}

// plainly answers in a line of text.
func plainly(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text + "\n")) // an error is that of who reads
}
