package queue

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// Server is a NATS server inside this process, for one machine.
type Server struct{ nats *server.Server }

// startsWithin is how long a server may take to be ready: it reads what it kept.
const startsWithin = 30 * time.Second

// Serve starts a NATS server that keeps its queues in a folder and listens on an address, such as
// "127.0.0.1:4222"; port 0 lets the system choose one.
func Serve(folder, listen string) (*Server, error) {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return nil, fmt.Errorf("%q is no host and port, such as 127.0.0.1:4222", listen)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, fmt.Errorf("%q is no port", port)
	}
	if number == 0 {
		number = server.RANDOM_PORT
	}
	s, err := server.NewServer(&server.Options{
		ServerName: "credence", Host: host, Port: number, JetStream: true, StoreDir: folder,
		NoSigs: true, NoLog: true, MaxPayload: 8 << 20,
	})
	if err != nil {
		return nil, fmt.Errorf("start the NATS server: %w", err)
	}
	s.Start()
	if !s.ReadyForConnections(startsWithin) {
		s.Shutdown()
		return nil, errors.New("start the NATS server: it is not ready, perhaps its address is taken")
	}
	return &Server{s}, nil
}

// URL returns where the server is reached.
func (s *Server) URL() string { return s.nats.ClientURL() }

// Stop ends the server. What its queues hold is kept.
func (s *Server) Stop() {
	s.nats.Shutdown()
	s.nats.WaitForShutdown()
}
