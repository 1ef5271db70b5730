import type { WebSocket } from 'ws'

/**
 * Pings one socket for as long as it is open. In real time, whatever the simulator's clock does: the
 * line to the client is a real one.
 */
export function heartbeat(socket: WebSocket, seconds: number, onDead: () => void): void {
  let answered = true
  const timer = setInterval(() => {
    if (!answered) return onDead()
    answered = false
    socket.ping()
  }, seconds * 1000)
  socket.on('pong', () => (answered = true))
  socket.on('close', () => clearInterval(timer))
}
