import { isMainThread } from 'node:worker_threads'

/**
 * Loaded first (`node --import`) into every process the commands start. The channel to the command closes when that ends, in
 * whatever way, even by SIGKILL: the process then ends as if it had been told to, and for good 5 s later.
 */
function end() {
  setTimeout(() => process.exit(1), 5000).unref()
  if (process.listenerCount('SIGTERM') > 0) {
    process.emit('SIGTERM', 'SIGTERM')
  } else {
    process.exit(1)
  }
}

if (isMainThread && process.channel) {
  process.once('disconnect', end)
  // Windows has no signal a process could answer in its own time, so there it is asked by a message.
  process.on('message', (message) => message === 'crowdcrit:stop' && process.disconnect())
  // A listener alone would keep a process alive that has nothing left to do.
  process.channel.unref()
}
