/**
 * On 127.0.0.1 alone and without a Unix socket, whose path would be too long in many folders. Durability stays as PostgreSQL
 * has it by default: a redemption that was counted is on disk.
 */
export const SERVER_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
}

/** For pg_ctl -o, which hands the text to a shell (or to CommandLineToArgv on Windows). */
export function asOptions(port) {
  const settings = Object.entries(SERVER_SETTINGS).map(([name, value]) => `-c ${name}=${value}`)
  return ['-p', String(port), ...settings].join(' ')
}
