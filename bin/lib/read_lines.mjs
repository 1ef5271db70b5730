/** Calls `onLine` with each line of a stream as it comes, the last one even without its line end. */
export function readLines(stream, onLine) {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (text) => {
    const lines = (rest + text).split(/\r?\n/)
    rest = lines.pop() ?? ''
    lines.forEach((line) => onLine(line))
  })
  stream.on('end', () => rest && onLine(rest))
}
