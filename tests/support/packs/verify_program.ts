import { execFile } from 'node:child_process'

export interface Verdict {
  code: number
  lines: string[]
  errors: string
}

/** Runs the program of `examples/verify_packs` as anybody would. */
export function verify(...words: string[]): Promise<Verdict> {
  return new Promise((resolve) => {
    const args = ['examples/verify_packs/verify.mjs', ...words]
    const child = execFile(process.execPath, args, (_error, output, errors) => {
      resolve({ code: child.exitCode ?? -1, lines: output.trim().split('\n'), errors })
    })
  })
}
