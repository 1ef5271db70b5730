import { once } from 'node:events'
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A server of this folder as a process of its own; it ends with `stop`, and with the bench. */
export class ServerProcess {
  private constructor(
    private child: ChildProcess,
    readonly port: number
  ) {}

  static async start(file: string, env: Record<string, string> = {}): Promise<ServerProcess> {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
      execArgv: ['--import', '@poppinss/ts-exec'],
      env: { ...process.env, ...env },
    })
    const ended = once(child, 'exit').then(() => {
      throw new Error(`${file} ended before it listened`)
    })
    ended.catch(() => {})
    const [address] = await Promise.race([once(child, 'message'), ended])
    return new ServerProcess(child, address.port)
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit')
    this.child.disconnect()
    await exit
  }
}
